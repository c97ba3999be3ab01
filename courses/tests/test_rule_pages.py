"""Rules and corrections on the site."""

import pytest
from django.urls import reverse

from accounts.tests.factories import make_person
from courses.models import Activity, Cohort, CourseRule
from courses.tests.assignment_factories import make_assignment
from courses.tests.factories import (
    make_cohort,
    make_completion,
    make_enrollment,
    make_lesson,
    make_module,
    make_quiz,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort() -> Cohort:
    module = make_module()
    make_lesson(module=module)
    make_quiz(module=module)
    return make_cohort(course=module.course)


def rules_of(cohort: Cohort) -> str:
    return reverse("courses:rules", args=[cohort.course.slug])


def filled(cohort: Cohort, **changes: str) -> dict[str, str]:
    given = {"gives_completion": "on", "gives_application": "on"}
    for activity in Activity.objects.of_course(cohort.course):
        given[f"aturan-{activity.pk}"] = activity.rule
        given[f"batas-{activity.pk}"] = str(activity.threshold or "")
    return {**given, **changes}


def test_a_score_is_asked_only_of_a_work_with_a_rubric(client, cohort):
    work = make_assignment(rubric=[]).activity
    Activity.objects.filter(pk=work.pk).update(
        module=Activity.objects.of_course(cohort.course)[0].module, position=9
    )
    client.force_login(cohort.facilitator)

    given = filled(cohort, **{f"aturan-{work.pk}": "score"})
    response = client.post(rules_of(cohort), given)

    assert response.status_code == 422
    assert "belum punya rubrik" in response.content.decode()


def test_an_author_sets_all_rules_on_one_page(client, cohort):
    lesson, quiz = Activity.objects.of_course(cohort.course)
    client.force_login(cohort.facilitator)
    given = filled(
        cohort,
        minimum_average="70",
        signatories="Rina Lakapu, Ketua",
        **{f"aturan-{lesson.pk}": "viewed", f"batas-{quiz.pk}": "80"},
    )

    response = client.post(rules_of(cohort), given)

    assert response.status_code == 302
    lesson.refresh_from_db()
    quiz.refresh_from_db()
    assert (lesson.rule, quiz.threshold) == ("viewed", 80)
    rule = CourseRule.objects.get()
    assert rule.minimum_average == 70
    assert rule.signatories == [{"name": "Rina Lakapu", "role": "Ketua"}]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("minimum_average", "101"),
        ("batas-{quiz}", "101"),
        ("aturan-{quiz}", "posted"),
        ("signatories", "a, b\nc, d\ne, f\ng, h"),
        ("signatories", f"Rina Lakapu, {'Ketua ' * 30}"),
    ],
)
def test_what_makes_no_sense_is_answered_at_its_field(client, cohort, field, value):
    quiz = Activity.objects.get(kind=Activity.Kind.QUIZ)
    name = field.format(quiz=quiz.pk)
    client.force_login(cohort.facilitator)

    response = client.post(rules_of(cohort), filled(cohort, **{name: value}))

    assert response.status_code == 422
    assert name in response.context["form"].errors


def test_a_learner_sets_no_rules(client, cohort):
    client.force_login(make_enrollment(cohort=cohort).learner)

    assert client.get(rules_of(cohort)).status_code == 403


def test_a_facilitator_grants_and_contests_from_the_learners_page(client, cohort):
    seat = make_enrollment(cohort=cohort)
    lesson, quiz = Activity.objects.of_course(cohort.course)
    make_completion(learner=seat.learner, activity=lesson)
    client.force_login(cohort.facilitator)
    learner = reverse("courses:learner", args=[cohort.pk, seat.pk])

    for name, activity in (("grant", quiz), ("contest", lesson)):
        address = reverse(f"courses:{name}", args=[cohort.pk, seat.pk, activity.pk])
        assert address in client.get(learner).content.decode()
        assert client.post(address, {"reason": ""}).status_code == 422
        client.post(address, {"reason": "Dikerjakan di kertas"})

    page = client.get(learner).content.decode()
    assert page.count("Dikerjakan di kertas") == 2


@pytest.mark.parametrize("name", ["grant", "contest"])
def test_a_stranger_corrects_nothing(client, cohort, name):
    seat = make_enrollment(cohort=cohort)
    lesson = Activity.objects.of_course(cohort.course)[0]
    client.force_login(make_person())

    address = reverse(f"courses:{name}", args=[cohort.pk, seat.pk, lesson.pk])

    assert client.post(address, {"reason": "Tanpa hak"}).status_code == 404
