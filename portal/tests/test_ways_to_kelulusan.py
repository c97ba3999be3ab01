"""Each course of the repository can be passed, step by step, through its pages."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import make_person
from common.tests.factories import make_regency
from courses import jobs
from courses.actions import loading
from courses.models import (
    Achievement,
    Activity,
    Attendance,
    Certificate,
    Course,
    Question,
    Submission,
    Webinar,
)
from courses.tests.factories import make_cohort
from initiatives.models import Worksheet
from initiatives.tests.factories import posted

pytestmark = pytest.mark.django_db

FOLDERS = sorted(
    path.parent
    for path in (settings.BASE_DIR / "fixtures" / "courses").glob("*/course.toml")
)
PAPER = re.compile(r'name="kertas" value="([^"]+)"')
WORD = "Daun Lontar"
WORDS = (
    "Kami mencobanya di tiga dusun, mencatat siapa yang datang, lalu membahas hasilnya"
    " bersama kader dan kepala dusun sebelum memutuskan langkah berikutnya."
)


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


class Walk:
    """A learner of one course, and the mentor and facilitator beside them."""

    def __init__(self, folder: Path) -> None:
        loading.load_course(folder=folder)
        self.course = Course.objects.get(slug=folder.name)
        self.mentor = make_person(name="Wayan Mentor")
        self.cohort = make_cohort(course=self.course, mentor=self.mentor)
        self.learner = make_person(name="Maria Nona", regency=make_regency())
        self.page = signed_in(self.learner)

    def enroll(self) -> None:
        self._post(self.page, reverse("courses:enroll", args=[self.cohort.pk]), {})

    def do_all(self) -> None:
        """In the order of the course, as its page tells it."""
        for activity in Activity.objects.of_course(self.course).published():
            step = self.page.get(activity.get_absolute_url(), follow=True)
            assert step.status_code == 200
            getattr(self, f"do_{activity.kind}")(activity)

    def do_lesson(self, lesson: Activity) -> None:
        self._post(self.page, self._of(lesson, "finish"), {})

    def do_quiz(self, quiz: Activity) -> None:
        """Every question, by what the bank says is right."""
        shown = self.page.get(quiz.get_absolute_url()).content.decode()
        paper = PAPER.search(shown)
        assert paper is not None
        asked = Question.objects.filter(slots__quiz__activity=quiz)
        answers = {f"soal-{each.pk}": right(each) for each in asked}
        self._post(self.page, self._of(quiz, "submit"), {"kertas": paper[1], **answers})

    def do_discussion(self, discussion: Activity) -> None:
        answer = self._of(discussion, "answer_discussion")
        self._post(self.page, answer, {"body": WORDS})
        # Where the answer leads; the words are counted there.
        self.page.get(discussion.get_absolute_url())

    def do_worksheet(self, task: Activity) -> None:
        """The step that is asked for, in the learner's one worksheet."""
        worksheet = Worksheet.objects.filter(author=self.learner).first()
        if worksheet is None:
            start = reverse("initiatives:start")
            self._post(self.page, start, {"title": "Panen air hujan"})
            worksheet = Worksheet.objects.get(author=self.learner)
        number = task.worksheet_task.step
        assert number is not None
        step = reverse("initiatives:step", args=[worksheet.uuid, number])
        assert step in self.page.get(task.get_absolute_url()).content.decode()
        self._post(self.page, step, posted(number))

    def do_assignment(self, assignment: Activity) -> None:
        """Handed in by the learner, approved by the mentor."""
        self._post(self.page, self._of(assignment, "submit_work"), {"text": WORDS})
        work = Submission.objects.get(learner=self.learner)
        desk = reverse("courses:submission", args=[work.pk])
        rubric = work.assignment.rubric
        levels = {f"level_{number}": "0" for number in range(len(rubric))}
        verdict = {"turn": 1, "verdict": "approved", "comment": "Kuat.", **levels}
        self._post(signed_in(self.mentor), desk, verdict)

    def do_webinar(self, webinar: Activity) -> None:
        """It was held before: who hears the word has done it."""
        assert webinar.completions.filter(learner=self.learner).exists()

    def hold_webinars(self) -> int:
        """The facilitator dates what is planned; the learner comes and hears a word."""
        plans = list(Activity.objects.of_course(self.course).filter(kind="webinar"))
        for plan in plans:
            self._hold(plan)
        return len(plans)

    def _hold(self, plan: Activity) -> None:
        desk = signed_in(self.cohort.facilitators.get())
        day = timezone.localdate() + timedelta(days=2)
        said = {
            "course": self.course.pk,
            "title": plan.title,
            "summary": WORDS,
            "day": day.isoformat(),
            "hour": "10:00",
            "minutes": plan.minutes,
            "seats": 20,
            "room": "address",
            "address": "https://ruang.contoh.id/1",
            "code_word": WORD,
            "needed_percent": 50,
        }
        self._post(desk, reverse("courses:webinar_new"), said)
        webinar = Webinar.objects.get()
        self._post(desk, reverse("courses:webinar_publish", args=[webinar.pk]), {})
        door = reverse("courses:webinar_register", args=[webinar.pk])
        self._post(self.page, door, {})
        begun = timezone.now() - timedelta(minutes=30)
        Webinar.objects.update(
            starts_at=begun, ends_at=begun + timedelta(minutes=webinar.minutes)
        )
        word = reverse("courses:webinar_code_word", args=[webinar.pk])
        self._post(self.page, word, {"code_word": WORD})

    def _of(self, activity: Activity, name: str) -> str:
        return reverse(f"courses:{name}", args=[self.course.slug, activity.pk])

    def _post(self, client: Client, url: str, data: dict[str, Any]) -> None:
        answer = client.post(url, data)
        assert answer.status_code == 302, answer.content.decode()


def right(question: Question) -> str:
    assert question.current is not None
    choices = question.current.body["choices"]
    return str([choice["is_right"] for choice in choices].index(True))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_who_does_every_step_passes_and_holds_the_certificate(folder):
    walk = Walk(folder)
    walk.enroll()
    held = walk.hold_webinars()

    walk.do_all()
    jobs.issue_certificates()

    passed = Achievement.objects.passed(walk.course).get(learner=walk.learner)
    certificate = Certificate.objects.get(achievement=passed)
    own = walk.page.get(reverse("courses:certificates")).content.decode()
    assert walk.course.title in own.replace("&amp;", "&")
    printed = walk.page.get(reverse("courses:certificate_pdf", args=[certificate.code]))
    assert printed.status_code == 200
    assert Attendance.objects.counted().filter(person=walk.learner).count() == held
