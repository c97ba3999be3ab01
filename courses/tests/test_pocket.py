"""The pocket: what a phone may keep of a course, for whom, and what it weighs."""

import io
import os
import re

import pytest
from PIL import Image

from accounts.tests.factories import make_person
from courses import pictured
from courses.actions import bank, library
from courses.models import Activity, Condition, Course, Question, Quiz, Rule
from courses.summaries import pocket as pockets
from courses.tests.factories import (
    answers,
    hand_in,
    make_cohort,
    make_completion,
    make_course,
    make_enrollment,
    make_lesson,
    make_module,
    make_quiz,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return make_module()


@pytest.fixture
def learner(module):
    return make_enrollment(cohort=make_cohort(course=module.course)).learner


@pytest.fixture
def listed(client, module, learner):
    """What the learner's phone is told, asked anew at each call."""
    client.force_login(learner)
    return lambda: client.get(f"{module.course.get_absolute_url()}saku.json").json()


def page(listed, activity):
    url = activity.get_absolute_url()
    return next(each for each in listed["pages"] if each["url"] == url)


def test_a_pocket_holds_the_course_its_lessons_and_quizzes_without_a_clock(
    module, listed
):
    lesson = make_lesson(module=module)
    quiz = make_quiz(module=module)
    timed = make_quiz(module=module)
    Quiz.objects.filter(pk=timed.pk).update(minutes_allowed=10)

    pocket = listed()

    assert [each["url"] for each in pocket["pages"]] == [
        module.course.get_absolute_url(),
        lesson.activity.get_absolute_url(),
        quiz.activity.get_absolute_url(),
    ]
    assert pocket["left_out"] == 1
    assert pocket["size"] == sum(each["size"] for each in pocket["pages"])


def test_what_a_pocket_is_said_to_weigh_is_near_what_its_pages_weigh(
    client, module, learner, listed
):
    make_lesson(module=module, body="<p>Kata demi kata.</p>" * 500)
    make_quiz(module=module, questions=6)

    for each in listed()["pages"]:
        weight = len(client.get(each["url"], headers={"Pocket": "1"}).content)

        assert 0.6 < each["size"] / weight < 1.6, each["url"]


def test_what_is_closed_or_a_draft_stays_out_of_the_pocket(module, listed):
    first = make_lesson(module=module)
    closed = make_lesson(module=module)
    draft = make_lesson(module=module)
    Condition.objects.create(
        activity=closed.activity, kind=Condition.Kind.DONE, other=first.activity
    )
    Activity.objects.filter(pk=draft.activity.pk).update(status="draft")

    urls = [each["url"] for each in listed()["pages"]]

    assert urls == [
        module.course.get_absolute_url(),
        first.activity.get_absolute_url(),
    ]


def test_a_course_that_one_may_not_see_has_no_pocket(client, listed):
    hidden = make_course(status=Course.Status.DRAFT)

    assert client.get(f"{hidden.get_absolute_url()}saku.json").status_code == 404


def test_without_a_seat_only_what_anyone_may_read_is_kept(client, module):
    lesson = make_lesson(module=module)
    make_lesson(module=module)
    client.force_login(make_person())

    pocket = client.get(f"{module.course.get_absolute_url()}saku.json").json()

    assert [each["url"] for each in pocket["pages"]][1:] == [
        lesson.activity.get_absolute_url()
    ]


def test_who_is_not_signed_in_is_sent_to_sign_in(client, module):
    response = client.get(f"{module.course.get_absolute_url()}saku.json")

    assert response.status_code == 302


def test_the_version_changes_with_the_text_and_not_with_what_one_has_done(
    module, learner, listed
):
    lesson = make_lesson(module=module)
    other = make_lesson(module=module)
    before = listed()

    make_completion(learner=learner, activity=other.activity)
    done = listed()
    lesson.body, lesson.version = "<p>Lebih baik.</p>", 2
    lesson.save()
    changed = listed()

    assert done["version"] == before["version"]
    assert page(done, other.activity)["mark"] != page(before, other.activity)["mark"]
    assert changed["version"] != before["version"]
    assert (
        page(changed, lesson.activity)["version"]
        != (page(before, lesson.activity)["version"])
    )
    assert (
        page(changed, other.activity)["version"]
        == (page(before, other.activity)["version"])
    )


def test_a_quiz_that_was_handed_in_is_kept_anew_because_its_paper_is_another(
    module, learner, listed
):
    quiz = make_quiz(module=module, pass_score=100)
    before = page(listed(), quiz.activity)

    hand_in(learner=learner, quiz=quiz, given=answers(quiz, 2, 2))
    after = page(listed(), quiz.activity)

    assert after["mark"] != before["mark"]
    assert after["version"] == before["version"]


def test_pictures_of_ours_are_counted_once_and_those_of_others_not(
    module, listed, monkeypatch
):
    bare = make_lesson(module=module, body="<p></p>")
    before = page(listed(), bare.activity)["size"]
    monkeypatch.setattr(pockets, "_picture", {"kelas/a.webp": 40_000}.__getitem__)
    picture = '<img alt="" src="/media/kelas/a.webp">'

    bare.body = f'{picture}{picture}<img src="https://contoh.id/b.png">'
    bare.save()

    assert 40_000 <= page(listed(), bare.activity)["size"] - before < 40_500


def test_a_quiz_weighs_its_page_and_the_pictures_of_its_questions(
    client, module, listed, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    quiz = make_quiz(module=module, questions=2)
    bare = page(listed(), quiz.activity)["size"]
    code = picture_of(module.course)
    for question in Question.objects.filter(slots__quiz=quiz):
        assert question.current is not None
        body = question.current.body
        bank.add_version(
            question=question, kind="single", prompt=f"{code} Apa?", body=body
        )

    said = page(listed(), quiz.activity)["size"]
    html = client.get(quiz.activity.get_absolute_url(), headers={"Pocket": "1"})
    shown = set(re.findall(r'<img src="([^"]+)"', html.content.decode()))

    assert len(shown) == 1
    fetched = b"".join(client.get(shown.pop()).streaming_content)
    assert len(fetched) > 2 * bare
    assert 0.8 < said / (len(html.content) + len(fetched)) < 1.25


def picture_of(course):
    """How the text of a question shows one that is large when it is fetched."""
    author = make_person(is_staff=True)
    noise = Image.frombytes("RGB", (1200, 800), os.urandom(1200 * 800 * 3))
    file = io.BytesIO()
    noise.save(file, "PNG")
    media = library.add_file(
        author=author, course=course, file=file, title="Peta", alt="Peta"
    )
    return pictured.code_for(media, "Peta")


def test_a_pocket_takes_the_same_queries_for_many_steps(
    client, learner, module, django_assert_max_num_queries
):
    for _ in range(4):
        make_lesson(module=module)
        make_quiz(module=make_module(course=module.course))
    client.force_login(learner)

    with django_assert_max_num_queries(11):
        client.get(f"{module.course.get_absolute_url()}saku.json")


def test_keeping_a_lesson_is_not_reading_it(client, learner, module):
    lesson = make_lesson(module=module)
    Activity.objects.filter(pk=lesson.activity.pk).update(rule=Rule.VIEWED)
    client.force_login(learner)

    client.get(lesson.activity.get_absolute_url(), headers={"Pocket": "1"})

    assert not learner.completions.exists()
    assert learner.enrollments.get().last_active_at is None


@pytest.mark.parametrize("make", [make_lesson, make_quiz])
def test_a_step_that_is_done_by_reading_asks_for_no_mark(client, learner, module, make):
    step = make(module=module)
    Activity.objects.filter(pk=step.activity.pk).update(rule=Rule.VIEWED)
    client.force_login(learner)
    address = step.activity.get_absolute_url()

    kept = client.get(address, headers={"Pocket": "1"}).content.decode()
    read = client.get(address).content.decode()
    again = client.get(address, headers={"Pocket": "1"}).content.decode()

    assert "data-done-by-reading" in kept
    assert learner.completions.get().activity == step.activity
    for page in (kept, read, again):
        assert "Tandai selesai" not in page
    for page in (read, again):
        assert "data-done-by-reading" not in page


@pytest.mark.parametrize("make", [make_lesson, make_quiz])
def test_read_from_a_copy_it_is_done_when_the_line_returns(
    client, learner, module, make
):
    step = make(module=module)
    Activity.objects.filter(pk=step.activity.pk).update(rule=Rule.VIEWED)
    client.force_login(learner)
    headers = {"Outbox": "1", "Idempotency-Key": "9f0c1f8e-6d5c-4a8e-9a57-0f6f1a5b8a11"}

    for _ in range(2):
        answer = client.post(
            f"{step.activity.get_absolute_url()}selesai/", headers=headers
        )
        assert answer.status_code == 204

    assert learner.completions.get().activity == step.activity


def test_what_is_done_by_more_than_opening_is_not_done_from_a_copy(
    client, learner, module
):
    quiz = make_quiz(module=module)
    client.force_login(learner)
    address = quiz.activity.get_absolute_url()

    kept = client.get(address, headers={"Pocket": "1"}).content.decode()

    assert "data-done-by-reading" not in kept
    assert client.post(f"{address}selesai/").status_code == 404


def test_a_copy_says_that_it_is_one(client, learner, module):
    lesson = make_lesson(module=module)
    client.force_login(learner)
    address = lesson.activity.get_absolute_url()

    read = client.get(address).content.decode()
    kept = client.get(address, headers={"Pocket": "1"}).content.decode()

    assert "Salinan tersimpan" in kept
    assert "Salinan tersimpan" not in read


def test_each_answer_names_whose_it_is(client, learner, module):
    address = module.course.get_absolute_url()

    strange = client.get(address)
    client.force_login(learner)
    own = client.get(address)
    client.post("/keluar/")
    after = client.get(address)

    assert strange.headers["Lokadaya-Person"] == ""
    assert own.headers["Lokadaya-Person"] == str(learner.sub)
    assert after.headers["Lokadaya-Person"] == ""
