"""Grades as learners and trainers read them."""

import pytest
from django.urls import reverse

from accounts.tests.factories import make_person
from courses.actions import completion
from courses.models import Activity, Cohort, Rule
from courses.tests.factories import (
    make_cohort,
    make_enrollment,
    make_lesson,
    make_module,
    make_quiz,
)

pytestmark = pytest.mark.django_db


def make_scored_cohort(*, learners: int = 3, quizzes: int = 2) -> Cohort:
    """The first learner has 10 in every quiz, the second 20, and so on."""
    module = make_module()
    activities = [make_quiz(module=module).activity for _nth in range(quizzes)]
    make_lesson(module=module)
    cohort = make_cohort(course=module.course)
    for nth in range(1, learners + 1):
        learner = make_person(name=f"Peserta {nth}")
        make_enrollment(cohort=cohort, learner=learner)
        for activity in activities:
            completion.meet(
                learner=learner,
                activity=activity,
                event=Rule.SCORE,
                value=nth * 10,
                evidence="uji",
            )
    return cohort


def names_in(response) -> list[str]:
    return [row.line.name for row in response.context["rows"]]


def test_ones_own_grades_are_the_same_queries_for_forty_steps(
    client, django_assert_max_num_queries
):
    cohort = make_scored_cohort(quizzes=4)
    for _nth in range(36):
        make_lesson(module=cohort.course.modules.get())
    client.force_login(cohort.enrollments.order_by("pk")[0].learner)

    with django_assert_max_num_queries(14):
        page = client.get(reverse("courses:course_grades", args=[cohort.course.slug]))

    assert page.context["own"].average == 10
    assert len(page.context["own"].grades) == 41


def test_all_ones_courses_are_the_same_queries_for_many(
    client, django_assert_max_num_queries
):
    learner = make_person()
    for _nth in range(4):
        make_enrollment(cohort=make_scored_cohort(learners=1), learner=learner)
    client.force_login(learner)

    with django_assert_max_num_queries(8):
        page = client.get(reverse("courses:grades"))

    assert len(page.context["lines"]) == 4


def test_a_step_that_was_withdrawn_counts_no_more_in_the_average(client):
    cohort = make_scored_cohort(learners=1, quizzes=2)
    learner = cohort.enrollments.get().learner
    first = Activity.objects.filter(kind=Activity.Kind.QUIZ).order_by("pk")[0]
    completion.meet(
        learner=learner, activity=first, event=Rule.SCORE, value=90, evidence="uji"
    )
    Activity.objects.filter(pk=first.pk).update(status=Activity.Status.DRAFT)
    client.force_login(learner)

    page = client.get(reverse("courses:course_grades", args=[cohort.course.slug]))

    assert page.context["own"].average == 10


def test_the_gradebook_is_the_same_queries_for_many(
    client, django_assert_max_num_queries
):
    cohort = make_scored_cohort(learners=5, quizzes=3)
    client.force_login(cohort.facilitator)

    with django_assert_max_num_queries(18):
        page = client.get(reverse("courses:gradebook", args=[cohort.pk]))

    assert [row.average for row in page.context["rows"]] == [10, 20, 30, 40, 50]
    assert [column.average for column in page.context["columns"]] == [30, 30, 30]


def test_the_gradebook_is_filtered_by_name_and_by_average(client):
    cohort = make_scored_cohort()
    client.force_login(cohort.facilitator)
    address = reverse("courses:gradebook", args=[cohort.pk])

    assert names_in(client.get(address, {"q": "peserta 2"})) == ["Peserta 2"]
    below = client.get(address, {"di_bawah": "20"})
    assert names_in(below) == ["Peserta 1"]
    assert len(names_in(client.get(address, {"di_bawah": "banyak"}))) == 3


def test_the_gradebook_as_a_file_is_what_the_filters_show(client):
    cohort = make_scored_cohort()
    client.force_login(cohort.facilitator)
    address = reverse("courses:gradebook_csv", args=[cohort.pk])

    response = client.get(address, {"q": "peserta 3"})
    lines = b"".join(response).decode("utf-8-sig").splitlines()

    assert lines[0] == "Peserta,Organisasi,Rata-rata,Kuis,Kuis,Belum lulus"
    assert lines[1] == "Peserta 3,,30,30,30,Kuis; Kuis"
    assert lines[2:] == ["Rata-rata angkatan,,,20,20,"]


@pytest.mark.parametrize("name", ["gradebook", "gradebook_csv"])
def test_a_stranger_finds_no_gradebook(client, name):
    cohort = make_scored_cohort()
    client.force_login(make_person())

    assert client.get(reverse(f"courses:{name}", args=[cohort.pk])).status_code == 404
