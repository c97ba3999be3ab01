"""Learning paths: several courses in order, ending in one certificate."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.tests.factories import make_person
from common.decisions import Refused
from courses.actions import completion, paths, settling
from courses.models import Achievement, Certificate, Path
from courses.summaries.paths import walk
from courses.tests.factories import (
    make_cohort,
    make_course,
    make_enrollment,
    make_lesson,
    make_module,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return make_person(name="Staf", is_staff=True)


@pytest.fixture
def lessons():
    """One lesson in each of two courses."""
    return [make_lesson(module=make_module()).activity for _ in range(2)]


@pytest.fixture
def path(staff, lessons):
    courses = [lesson.module.course for lesson in lessons]
    path = paths.make(
        maker=staff, title="Menjadi pelatih", summary="ToT.", courses=courses
    )
    paths.publish(maker=staff, path=path)
    return Path.objects.get()


def finish(learner, lesson):
    cohort = make_cohort(course=lesson.module.course)
    make_enrollment(cohort=cohort, learner=learner)
    completion.complete(learner=learner, activity=lesson, evidence="dibaca")


def of_path(learner):
    return Achievement.objects.of_learner(learner).filter(course=None)


def test_the_first_course_not_passed_is_the_one_to_take_now(path, lessons):
    learner = make_person()
    finish(learner, lessons[0])

    parts = walk(path, learner).parts

    assert [(part.is_passed, part.is_now) for part in parts] == [
        (True, False),
        (False, True),
    ]


def test_passing_every_course_ends_in_one_certificate(path, lessons):
    learner = make_person()

    finish(learner, lessons[1])
    assert not of_path(learner).exists()
    finish(learner, lessons[0])

    achievement = of_path(learner).get()
    assert achievement.title == "Menjadi pelatih"
    assert achievement.hours == 2
    assert Certificate.objects.filter(achievement=achievement).count() == 1


def test_an_edit_of_the_path_takes_nothing_back(path, lessons, staff):
    learner = make_person()
    for lesson in lessons:
        finish(learner, lesson)

    paths.edit(
        maker=staff,
        path=path,
        title="Lain",
        summary="-",
        courses=[lessons[0].module.course, make_course()],
    )

    assert of_path(learner).get().title == "Menjadi pelatih"


def test_a_path_published_late_is_finished_by_who_has_passed_its_courses(
    staff, lessons
):
    learner, halfway = make_person(), make_person()
    for lesson in lessons:
        finish(learner, lesson)
    finish(halfway, lessons[0])
    courses = [lesson.module.course for lesson in lessons]
    path = paths.make(maker=staff, title="Jalur", summary="-", courses=courses)
    settling.settle()
    assert not of_path(learner).exists()

    paths.publish(maker=staff, path=path)
    settling.settle()
    settling.settle()

    achievement = of_path(learner).get()
    last = Achievement.objects.passed(courses[1]).get(learner=learner)
    assert (achievement.title, achievement.hours) == ("Jalur", 2)
    assert achievement.cohort == last.cohort
    assert achievement.certificates.count() == 1
    assert not of_path(halfway).exists()


def test_a_course_taken_out_of_a_path_finishes_it_for_who_missed_only_that(
    path, lessons, staff
):
    learner = make_person()
    for lesson in lessons:
        finish(learner, lesson)
    before = of_path(learner).get()
    late = make_person()
    courses = [lesson.module.course for lesson in lessons]
    missing = make_course()
    words: dict[str, Any] = {"maker": staff, "title": path.title, "summary": "-"}
    paths.edit(path=path, **words, courses=[*courses, missing])
    for lesson in lessons:
        finish(late, lesson)
    settling.settle()
    assert not of_path(late).exists()

    paths.edit(path=path, **words, courses=courses)
    settling.settle()

    assert of_path(late).get().certificates.count() == 1
    assert of_path(learner).get() == before
    assert before.certificates.count() == 1


def test_publishing_and_editing_a_path_have_it_settled(
    path, lessons, staff, django_capture_on_commit_callbacks
):
    courses = [lesson.module.course for lesson in lessons]

    with django_capture_on_commit_callbacks() as on_edit:
        paths.edit(maker=staff, path=path, title="T", summary="-", courses=courses)
    with django_capture_on_commit_callbacks() as on_publish:
        paths.publish(maker=staff, path=path)

    assert [one.args for one in on_edit] == [("settle",)]
    assert [one.args for one in on_publish] == [("settle",)]


@pytest.mark.parametrize("left", [0, 1])
def test_a_published_path_keeps_two_courses_and_is_ended_by_no_single_one(
    client, path, lessons, staff, left
):
    learner = make_person()
    finish(learner, lessons[0])
    kept = {"kelas_1": lessons[0].module.course_id} if left else {}
    client.force_login(staff)
    address = reverse("courses:path_edit", args=[path.slug])

    page = client.post(address, {"title": "Jalur", "summary": "Pelatih.", **kept})
    settling.settle()

    assert page.status_code == 422
    assert path.courses.count() == 2
    assert not of_path(learner).exists()


def test_a_published_path_takes_no_course_that_nobody_can_enter(path, lessons, staff):
    courses = [lesson.module.course for lesson in lessons]
    courses.append(make_course(status="draft"))

    with pytest.raises(Refused, match="Terbitkan dulu"):
        paths.edit(maker=staff, path=path, title="T", summary="-", courses=courses)

    assert path.courses.count() == 2


def test_only_staff_make_paths_and_none_with_a_single_course(staff):
    course = make_course()
    words: dict[str, Any] = {"title": "Jalur", "summary": "-", "courses": [course]}

    with pytest.raises(Refused):
        paths.make(maker=make_person(), **words)
    short = paths.make(maker=staff, **words)
    with pytest.raises(Refused, match="dua kelas"):
        paths.publish(maker=staff, path=short)


def test_a_path_is_made_and_published_on_the_pages(client, staff, lessons):
    client.force_login(staff)
    first, second = (lesson.module.course for lesson in lessons)
    sent = {"title": "ToT", "summary": "Pelatih.", "kelas_1": second.pk}

    client.post(reverse("courses:path_new"), {**sent, "kelas_3": first.pk})
    path = Path.objects.get()
    client.post(reverse("courses:path_publish", args=[path.slug]))
    client.logout()
    page = client.get(path.get_absolute_url()).content.decode()

    assert [step.course for step in path.steps.all()] == [second, first]
    assert f"1. {second.title}" in page
    assert path.title in client.get(reverse("courses:paths")).content.decode()


def test_the_same_course_twice_is_refused(client, staff, lessons):
    client.force_login(staff)
    pk = lessons[0].module.course.pk
    sent = {"title": "ToT", "summary": "-", "kelas_1": pk, "kelas_2": pk}

    answer = client.post(reverse("courses:path_new"), sent)

    assert answer.status_code == 422
    assert "hanya sekali" in answer.content.decode()


def test_a_draft_and_its_desk_are_hidden_from_strangers(client, path, staff):
    paths.withdraw(maker=staff, path=path)
    client.force_login(make_person())

    assert client.get(path.get_absolute_url()).status_code == 404
    assert client.get(reverse("courses:path_new")).status_code == 403


def test_a_path_takes_the_same_queries_for_many_courses(
    client, path, staff, django_assert_max_num_queries
):
    courses = [make_course() for _ in range(5)]
    paths.edit(maker=staff, path=path, title="T", summary="-", courses=courses)
    client.force_login(make_person())

    with django_assert_max_num_queries(8):
        client.get(path.get_absolute_url())
