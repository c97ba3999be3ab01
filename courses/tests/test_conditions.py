"""Release conditions: who is let in when, why not, and that no circle is ever made."""

import itertools
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import make_person
from common.decisions import Refused
from courses.actions import composing, duplicating, reading, releasing
from courses.models import Activity, Completion, Condition, Result, Rule
from courses.permissions import can_do, can_open
from courses.summaries import resume
from courses.tests.factories import (
    make_cohort,
    make_completion,
    make_enrollment,
    make_lesson,
    make_module,
    make_quiz,
)

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def author():
    return make_person()


@pytest.fixture
def module(author):
    module = make_module()
    module.course.authors.add(author)
    return module


@pytest.fixture
def learner(module):
    return make_enrollment(cohort=make_cohort(course=module.course)).learner


def step(module, title="Pelajaran"):
    return make_lesson(module=module, title=title).activity


def optional(module, title="Tambahan"):
    activity = step(module, title)
    Activity.objects.filter(pk=activity.pk).update(is_required=False)
    activity.refresh_from_db()
    return activity


def set_up(activity, author, *, is_required):
    composing.set_up_activity(
        author=author,
        activity=activity,
        title="Baru",
        minutes=5,
        is_required=is_required,
    )


def wait(activity, author, **condition):
    return releasing.set_condition(author=author, activity=activity, **condition)


def test_a_date_opens_it_that_day(author, module, learner):
    activity = step(module)
    tomorrow = TODAY + timedelta(days=1)

    wait(activity, author, kind="date", opens_on=tomorrow)
    assert not can_open(learner, activity)
    assert not can_do(learner, activity)

    wait(activity, author, kind="date", opens_on=TODAY)
    assert can_open(learner, activity)
    assert Condition.objects.count() == 1


def test_what_comes_before_opens_it_and_the_reason_names_it(author, module, learner):
    first, second = step(module, "Awal"), step(module, "Lanjut")
    wait(second, author, kind="done", other=first)

    refused = can_open(learner, second)
    make_completion(learner=learner, activity=first)

    assert refused.reason == "Terbuka sesudah “Awal” selesai."
    assert can_open(learner, second)


def test_a_score_opens_it_once_it_is_high_enough(author, module, learner):
    quiz, after = make_quiz(module=module).activity, step(module)
    wait(after, author, kind="score", other=quiz, score=80)
    best = Result.objects.create(
        learner=learner, activity=quiz, event=Rule.SCORE, value=79
    )

    assert "paling sedikit 80" in can_open(learner, after).reason
    best.value = 80
    best.save()

    assert can_open(learner, after)


def test_one_of_several_cohorts_is_enough(author, module, learner):
    activity = optional(module)
    mine = learner.enrollments.get().cohort
    others = [make_cohort(course=module.course, name=f"Lain {n}") for n in (1, 2)]

    for cohort in others:
        wait(activity, author, kind="cohort", cohort=cohort)
    assert can_open(learner, activity).reason == "Terbuka bagi Lain 1, Lain 2."

    wait(activity, author, kind="cohort", cohort=mine)
    assert can_open(learner, activity)


def test_a_required_step_is_kept_from_no_cohort(author, module):
    activity, cohort = step(module), make_cohort(course=module.course)

    with pytest.raises(Refused, match="tidak wajib dulu"):
        wait(activity, author, kind="cohort", cohort=cohort)
    set_up(activity, author, is_required=False)
    wait(activity, author, kind="cohort", cohort=cohort)

    assert activity.conditions.get().cohort == cohort


def test_nothing_required_waits_for_what_some_cohorts_never_open(author, module):
    first, between, last = optional(module, "Khusus"), optional(module), step(module)
    wait(first, author, kind="cohort", cohort=make_cohort(course=module.course))
    wait(between, author, kind="done", other=first)

    with pytest.raises(Refused, match="“Khusus”"):
        wait(last, author, kind="score", other=between, score=60)
    with pytest.raises(Refused, match="“Khusus”"):
        set_up(between, author, is_required=True)
    assert not last.conditions.exists()


def test_no_cohort_is_kept_from_what_something_required_waits_for(author, module):
    first, last = optional(module, "Pengantar"), step(module, "Ujian")
    wait(last, author, kind="done", other=first)

    with pytest.raises(Refused, match="“Ujian” wajib"):
        wait(first, author, kind="cohort", cohort=make_cohort(course=module.course))
    set_up(last, author, is_required=False)
    wait(first, author, kind="cohort", cohort=make_cohort(course=module.course))

    assert first.conditions.get().kind == "cohort"


def test_a_step_of_one_cohort_becomes_required_only_without_its_condition(
    author, module
):
    activity = optional(module)
    cohort = make_cohort(course=module.course)
    condition = wait(activity, author, kind="cohort", cohort=cohort)

    with pytest.raises(Refused, match="Bukalah dulu bagi semua angkatan"):
        set_up(activity, author, is_required=True)
    assert not Activity.objects.get(pk=activity.pk).is_required
    releasing.remove_condition(author=author, condition=condition)
    set_up(activity, author, is_required=True)

    assert Activity.objects.get(pk=activity.pk).is_required


def test_a_required_step_that_is_kept_from_a_cohort_already_stays_as_it_is(
    author, module
):
    activity, cohort = step(module), make_cohort(course=module.course)
    Condition.objects.create(activity=activity, kind="cohort", cohort=cohort)

    set_up(activity, author, is_required=True)

    activity.refresh_from_db()
    assert (activity.title, activity.is_required) == ("Baru", True)
    assert activity.conditions.get().cohort == cohort


def test_the_settings_say_why_a_step_does_not_become_required(client, author, module):
    activity = optional(module)
    wait(activity, author, kind="cohort", cohort=make_cohort(course=module.course))
    client.force_login(author)
    address = reverse(
        "courses:activity_settings", args=[module.course.slug, activity.pk]
    )

    page = client.post(address, {"title": "Baru", "minutes": 5, "is_required": "on"})

    assert page.status_code == 422
    assert "Bukalah dulu bagi semua angkatan" in page.content.decode()


def test_what_was_done_stays_open_and_done(author, module, learner):
    first, second = step(module), step(module)
    make_completion(learner=learner, activity=second)

    wait(second, author, kind="done", other=first)

    assert can_open(learner, second)
    assert Completion.objects.filter(activity=second).exists()


def test_a_condition_on_a_draft_rests(author, module, learner):
    first, second = step(module), step(module)
    wait(second, author, kind="done", other=first)

    Activity.objects.filter(pk=first.pk).update(status="draft")

    assert can_open(learner, second)
    assert not Condition.objects.unmet_by(learner, timezone.localdate()).exists()


def test_those_who_teach_are_let_in(author, module):
    activity = step(module)
    wait(activity, author, kind="date", opens_on=TODAY + timedelta(days=9))

    assert can_open(author, activity)


def test_a_closed_step_is_not_done_by_sending_its_form(author, module, learner):
    first, second = step(module), step(module)
    wait(second, author, kind="done", other=first)

    with pytest.raises(Refused, match="selesai"):
        reading.finish(learner=learner, activity=second)


@pytest.mark.parametrize("length", [2, 3, 5])
def test_a_circle_is_refused_when_it_is_made(author, module, length):
    steps = [step(module, f"Langkah {n}") for n in range(length)]
    for before, after in itertools.pairwise(steps):
        wait(after, author, kind="done", other=before)

    with pytest.raises(Refused, match="lingkaran") as refusal:
        wait(steps[0], author, kind="done", other=steps[-1])

    assert all(each.title in str(refusal.value) for each in steps)
    assert Condition.objects.count() == length - 1


def test_on_itself_is_the_smallest_circle(author, module):
    activity = step(module)

    with pytest.raises(Refused, match="lingkaran"):
        wait(activity, author, kind="done", other=activity)


def test_two_ways_to_one_step_are_no_circle(author, module):
    top, left, right, bottom = (step(module, name) for name in "ABCD")

    wait(left, author, kind="done", other=top)
    wait(right, author, kind="done", other=top)
    wait(bottom, author, kind="done", other=left)
    wait(bottom, author, kind="done", other=right)

    assert Condition.objects.count() == 4


def test_strangers_set_nothing(module, learner):
    with pytest.raises(Refused):
        wait(step(module), learner, kind="date", opens_on=TODAY)


def test_resuming_goes_to_what_is_open(author, module, learner):
    first, second = step(module), step(module)
    wait(first, author, kind="date", opens_on=TODAY + timedelta(days=3))

    found = resume(learner)

    assert found is not None
    assert found.activity == second


def test_a_copied_course_waits_for_its_own_steps(author, module):
    first, second = step(module), optional(module)
    wait(second, author, kind="done", other=first)
    wait(second, author, kind="cohort", cohort=make_cohort(course=module.course))

    twin = duplicating.duplicate_course(author=author, course=module.course)

    copied = Condition.objects.get(activity__module__course=twin)
    assert copied.other in Activity.objects.of_course(twin)


def test_a_closed_page_says_why_and_links_to_what_opens_it(
    client, author, module, learner
):
    first, second = step(module, "Awal"), step(module, "Lanjut")
    wait(second, author, kind="done", other=first)
    client.force_login(learner)

    response = client.get(second.get_absolute_url())

    page = response.content.decode()
    assert response.status_code == 403
    assert "Terbuka sesudah “Awal” selesai." in page
    assert f'href="{first.get_absolute_url()}"' in page


def test_conditions_cost_the_course_page_one_query(
    client, author, module, learner, django_assert_max_num_queries
):
    steps = [step(module, f"Langkah {n}") for n in range(4)]
    for before, after in itertools.pairwise(steps):
        wait(after, author, kind="done", other=before)
    client.force_login(learner)
    client.get(module.course.get_absolute_url())

    with django_assert_max_num_queries(12):
        page = client.get(module.course.get_absolute_url()).content.decode()

    assert page.count("Terbuka sesudah") == 3


def test_a_condition_is_added_refused_and_removed_on_the_page(client, author, module):
    first, second = step(module, "Awal"), step(module, "Lanjut")
    slug = module.course.slug
    client.force_login(author)

    def add(activity, kind, **given):
        address = reverse("courses:condition_add", args=[slug, activity.pk, kind])
        return client.post(address, given)

    assert add(second, "done", other=first.pk).status_code == 302
    circle = add(first, "done", other=second.pk)
    missing = add(second, "date", opens_on="kapan saja")
    unknown = add(second, "bulan", opens_on="2026-01-01")
    condition = Condition.objects.get()
    args = [slug, second.pk, condition.pk]
    client.post(reverse("courses:condition_remove", args=args))

    assert circle.status_code == 422
    assert "lingkaran" in circle.content.decode()
    assert missing.status_code == 422
    assert unknown.status_code == 404
    assert not Condition.objects.exists()


def test_a_step_of_another_course_cannot_be_waited_for(client, author, module):
    elsewhere = make_lesson().activity
    client.force_login(author)
    args = [module.course.slug, step(module).pk, "done"]

    response = client.post(
        reverse("courses:condition_add", args=args), {"other": elsewhere.pk}
    )

    assert response.status_code in (404, 422)
    assert not Condition.objects.exists()
