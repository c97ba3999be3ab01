"""Passing a course: by its rules, once, and for ever."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.tests.factories import make_person
from common.decisions import Refused
from common.models import JournalEntry
from courses.actions import certificates, completion, corrections, rules, settling
from courses.models import (
    Achievement,
    Activity,
    Attendance,
    Certificate,
    Completion,
    CourseRule,
    Enrollment,
    Rule,
    Webinar,
)
from courses.models.kept import Kept
from courses.tests.factories import (
    make_cohort,
    make_enrollment,
    make_lesson,
    make_module,
    make_quiz,
)
from courses.tests.webinar_factories import make_webinar

pytestmark = pytest.mark.django_db


class Scene:
    """A course of a lesson and a quiz, and a learner in it."""

    def __init__(self) -> None:
        module = make_module()
        self.course = module.course
        self.lesson = make_lesson(module=module).activity
        self.quiz = make_quiz(module=module).activity
        self.cohort = make_cohort(course=self.course)
        self.facilitator = self.cohort.facilitator
        self.learner = make_enrollment(cohort=self.cohort).learner

    def read(self) -> None:
        completion.meet(
            learner=self.learner, activity=self.lesson, event="marked", evidence="uji"
        )

    def score(self, value: int) -> None:
        completion.meet(
            learner=self.learner,
            activity=self.quiz,
            event=Rule.SCORE,
            value=value,
            evidence="uji",
        )

    @property
    def passed(self) -> Achievement | None:
        return Achievement.objects.passed(self.course).first()


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_the_last_required_step_passes_the_course_and_asks_for_a_certificate(scene):
    scene.read()
    assert scene.passed is None

    scene.score(80)

    assert scene.passed is not None
    assert (scene.passed.average, scene.passed.cohort) == (80, scene.cohort)
    assert scene.passed.certificates.count() == 1


def test_an_average_that_is_asked_must_be_reached_and_may_be_reached_later(scene):
    CourseRule.objects.create(course=scene.course, minimum_average=75)
    scene.read()
    scene.score(70)
    assert scene.passed is None

    scene.score(90)

    assert scene.passed is not None


def test_what_was_passed_stays_when_the_course_asks_for_more(scene):
    scene.read()
    scene.score(80)
    before = scene.passed

    make_lesson(module=scene.lesson.module)
    CourseRule.objects.create(course=scene.course, minimum_average=100)
    settling.settle()

    assert scene.passed == before
    assert scene.passed.earned_at == before.earned_at
    with pytest.raises(Kept):
        before.delete()


def test_an_eased_threshold_completes_who_has_already_shown_enough(scene):
    scene.read()
    scene.score(50)
    asked = {scene.quiz.pk: (Rule.SCORE, 50)}

    rules.set_rules(author=scene.facilitator, course=scene.course, asked=asked)
    settling.settle()

    assert Completion.objects.filter(activity=scene.quiz).exists()
    assert scene.passed is not None


def test_a_step_that_is_no_longer_asked_passes_who_had_all_the_others(scene):
    scene.read()
    Activity.objects.filter(pk=scene.quiz.pk).update(is_required=False)

    settling.settle()

    assert scene.passed is not None


def test_settling_gives_nobody_what_they_have_not_earned(scene):
    scene.score(30)

    settling.settle()

    assert not Completion.objects.exists()
    assert not Achievement.objects.exists()


def test_only_authors_set_rules(scene):
    with pytest.raises(Refused):
        rules.set_rules(author=scene.learner, course=scene.course, asked={})


def test_a_grant_names_who_gave_it_and_why_and_can_pass_the_course(scene):
    scene.read()

    earned = corrections.grant(
        facilitator=scene.facilitator,
        learner=scene.learner,
        activity=scene.quiz,
        reason="Dikerjakan di kertas",
    )

    entry = JournalEntry.objects.get(deed="courses.completion_granted")
    assert entry.subject == f"courses.completion:{earned.pk}"
    assert (entry.actor, entry.person) == (scene.facilitator, scene.learner)
    assert scene.passed is not None


def test_contesting_leaves_the_completion_and_holds_back_only_what_is_to_come(scene):
    scene.read()
    before = Completion.objects.get()
    deed = {
        "facilitator": scene.facilitator,
        "learner": scene.learner,
        "activity": scene.lesson,
    }

    corrections.contest(**deed, reason="Dibuka orang lain")
    scene.score(100)

    assert Completion.objects.get(activity=scene.lesson) == before
    assert scene.passed is None
    corrections.grant(**deed, reason="Sudah dijelaskan")
    assert Completion.objects.get(activity=scene.lesson).earned_at == before.earned_at
    assert scene.passed is not None


@pytest.mark.parametrize(
    "change", [{"is_required": False}, {"status": Activity.Status.DRAFT}]
)
def test_a_contested_step_that_is_no_longer_asked_holds_back_nothing(scene, change):
    scene.read()
    corrections.contest(
        facilitator=scene.facilitator,
        learner=scene.learner,
        activity=scene.lesson,
        reason="Dibuka orang lain",
    )
    Activity.objects.filter(pk=scene.lesson.pk).update(**change)

    scene.score(100)

    assert scene.passed is not None


def test_who_never_had_a_seat_passes_only_once_they_get_one(scene):
    outsider = make_person()
    for step in (scene.lesson, scene.quiz):
        completion.complete(learner=outsider, activity=step, evidence="uji")
    settling.settle()
    assert scene.passed is None

    make_enrollment(cohort=scene.cohort, learner=outsider)
    settling.settle()

    passed = scene.passed
    assert passed is not None
    assert (passed.learner, passed.cohort) == (outsider, scene.cohort)


def test_a_seat_that_was_left_is_enough_to_pass(scene):
    scene.read()
    Enrollment.objects.update(ended_at=timezone.now())

    scene.score(80)

    assert scene.passed.cohort == scene.cohort


def test_nobody_corrects_their_own_and_strangers_nobodys(scene):
    scene.facilitator.is_staff = True
    for person, learner in (
        (make_person(), scene.learner),
        (scene.facilitator, scene.facilitator),
    ):
        with pytest.raises(Refused):
            corrections.grant(
                facilitator=person,
                learner=learner,
                activity=scene.quiz,
                reason="Tanpa hak",
            )


def test_the_activity_of_application_gives_penerapan(scene):
    CourseRule.objects.create(course=scene.course, application_activity=scene.quiz)

    scene.score(80)

    earned = Achievement.objects.get()
    assert earned.kind == Achievement.Kind.APPLICATION
    assert earned.certificates.count() == 1


def test_an_activity_of_application_chosen_late_gives_penerapan_to_who_did_it(scene):
    scene.score(80)
    make_enrollment(cohort=scene.cohort)
    assert not Achievement.objects.exists()

    rules.set_rules(
        author=scene.facilitator,
        course=scene.course,
        asked={},
        application_activity=scene.quiz,
    )
    settling.settle()
    settling.settle()

    earned = Achievement.objects.get()
    assert (earned.kind, earned.learner) == ("application", scene.learner)
    assert earned.evidence == f"activity:{scene.quiz.pk} uji"
    assert earned.certificates.count() == 1


def test_another_activity_of_application_neither_takes_nor_doubles_penerapan(scene):
    CourseRule.objects.create(course=scene.course, application_activity=scene.quiz)
    scene.score(80)
    scene.read()
    before = Achievement.objects.get(kind=Achievement.Kind.APPLICATION)

    CourseRule.objects.update(application_activity=scene.lesson)
    settling.settle()

    assert Achievement.objects.get(kind=Achievement.Kind.APPLICATION) == before
    assert before.certificates.count() == 1


def test_a_contested_activity_gives_no_late_penerapan_until_it_is_granted(scene):
    scene.score(80)
    deed = {
        "facilitator": scene.facilitator,
        "learner": scene.learner,
        "activity": scene.quiz,
    }
    corrections.contest(**deed, reason="Dikerjakan orang lain")
    CourseRule.objects.create(course=scene.course, application_activity=scene.quiz)
    settling.settle()
    assert not Achievement.objects.exists()

    corrections.grant(**deed, reason="Sudah dijelaskan")
    settling.settle()

    assert Achievement.objects.get().kind == Achievement.Kind.APPLICATION


def test_certificates_switched_on_late_come_to_who_has_earned_them_before(scene):
    rule = CourseRule.objects.create(
        course=scene.course,
        application_activity=scene.quiz,
        gives_completion=False,
        gives_application=False,
    )
    scene.read()
    scene.score(80)
    settling.settle()
    assert Achievement.objects.count() == 2
    assert not Certificate.objects.exists()

    for kind in ("completion", "application"):
        rules.set_rules(
            author=scene.facilitator,
            course=rule.course,
            asked={},
            **{f"gives_{kind}": True},
        )
        settling.settle()
        settling.settle()
        of_kind = Certificate.objects.filter(achievement__kind=kind)
        assert of_kind.count() == 1

    assert Certificate.objects.count() == 2


def test_settling_gives_no_second_certificate_for_one_that_was_revoked(scene):
    CourseRule.objects.create(course=scene.course)
    scene.read()
    scene.score(80)
    certificates.issue_waiting()
    certificates.revoke(
        revoker=scene.facilitator,
        certificate=Certificate.objects.get(),
        reason="Keliru",
    )

    settling.settle()

    assert Certificate.objects.get().revoked_at is not None


@pytest.mark.parametrize(("percent", "credited"), [(50, True), (51, False)])
def test_when_a_cohort_has_ended_its_webinars_give_kehadiran(scene, percent, credited):
    CourseRule.objects.create(course=scene.course, attendance_percent=percent)
    for there in (True, False):
        webinar = make_webinar(course=scene.course)
        starts_at = timezone.now() - timedelta(days=10)
        Webinar.objects.filter(pk=webinar.pk).update(
            starts_at=starts_at, ends_at=starts_at + timedelta(hours=1)
        )
        if there:
            Attendance.objects.create(
                webinar=webinar, person=scene.learner, source=Attendance.Source.PROVIDER
            )
    scene.cohort.ends_on = timezone.localdate() - timedelta(days=1)
    scene.cohort.save()

    settling.settle()
    settling.settle()

    kind = Achievement.Kind.ATTENDANCE
    assert Achievement.objects.filter(kind=kind).exists() == credited


@pytest.mark.django_db(transaction=True)
def test_of_two_last_steps_done_at_once_the_course_is_passed_all_the_same():
    scene = Scene()
    start = threading.Barrier(2)

    def work(step) -> None:
        start.wait()
        try:
            step()
        finally:
            connection.close()

    steps = [scene.read, lambda: scene.score(100)]
    threads = [threading.Thread(target=work, args=(step,)) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert scene.passed is not None
    assert scene.passed.certificates.count() == 1
