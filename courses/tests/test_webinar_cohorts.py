"""Webinars of one cohort: whom they count for, who is shown them, what they are not."""

from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import make_person
from common.decisions import Refused
from common.models import JournalEntry
from courses.actions import composing, registration, releasing, settling, webinars
from courses.models import (
    Achievement,
    Activity,
    Attendance,
    Cohort,
    CourseRule,
    Webinar,
)
from courses.permissions import can_register
from courses.summaries.board import board, rows
from courses.tests.factories import (
    make_cohort,
    make_course,
    make_enrollment,
    make_lesson,
)
from courses.tests.webinar_factories import make_series, make_webinar, plan

pytestmark = pytest.mark.django_db

KEHADIRAN = Achievement.Kind.ATTENDANCE


def days_ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def two_cohorts() -> tuple[Cohort, Cohort]:
    """Side by side, in one course, and over since yesterday."""
    course = make_course()
    ends_on = timezone.localdate() - timedelta(days=1)
    first, second = (
        make_cohort(course=course, name=name, ends_on=ends_on) for name in "AB"
    )
    return first, second


def hold(cohort: Cohort, days: int, *, for_all: bool = False, minutes: int = 90):
    only = {"course": cohort.course} if for_all else {"cohort": cohort}
    return make_webinar(starts_at=days_ago(days), minutes=minutes, **only)


def attend(person, *held: Webinar) -> None:
    for webinar in held:
        Attendance.objects.create(
            webinar=webinar, person=person, source=Attendance.Source.CODE_WORD
        )


def seen(cohort: Cohort) -> tuple[int, list[int]]:
    """Of how many webinars the board says that each learner came to how many."""
    read = Cohort.objects.select_related("course").with_pace().get(pk=cohort.pk)
    whole = board(read, cohort.facilitator)
    return whole.webinars, [row.attended for row in rows(whole, whole.lines)]


def test_of_two_cohorts_side_by_side_each_is_asked_for_its_own_webinars():
    first, second = two_cohorts()
    CourseRule.objects.create(course=first.course, attendance_percent=75)
    hers = [hold(first, days) for days in (20, 15, 10)]
    theirs = [hold(second, days) for days in (19, 14, 9)]
    shared = hold(first, 5, for_all=True)
    learner = make_enrollment(cohort=first).learner
    other = make_enrollment(cohort=second).learner
    attend(learner, *hers[:2], shared)
    attend(other, *theirs[:1], shared)

    settling.settle()

    earned = Achievement.objects.get(kind=KEHADIRAN)
    assert (earned.learner, earned.cohort) == (learner, first)
    assert earned.evidence == "webinars:3/4"
    # Three of ninety minutes: what was attended, not all that was held.
    assert earned.hours == Decimal("4.5")
    assert seen(first) == (4, [3])
    assert seen(second) == (4, [2])


def test_what_is_still_to_come_is_not_asked_and_an_own_one_counts_on_any_day():
    cohort, _other = two_cohorts()
    CourseRule.objects.create(course=cohort.course, attendance_percent=100)
    before = hold(cohort, 40)
    make_webinar(cohort=cohort, starts_in=timedelta(days=5))
    learner = make_enrollment(cohort=cohort).learner
    attend(learner, before)

    settling.settle()

    assert Achievement.objects.filter(kind=KEHADIRAN, learner=learner).exists()
    assert seen(cohort) == (1, [1])


def test_only_its_learners_and_mentors_take_a_seat_and_find_it_in_lists():
    cohort, other = two_cohorts()
    mentor = make_person()
    cohort.mentors.add(mentor)
    webinar = make_webinar(cohort=cohort)
    learner = make_enrollment(cohort=cohort).learner
    neighbour = make_enrollment(cohort=other).learner

    registration.register(person=learner, webinar=webinar)

    assert can_register(mentor, webinar)
    decision = can_register(neighbour, webinar)
    assert (bool(decision), decision.reason) == (False, "Webinar ini untuk peserta A.")
    finders = (learner, mentor, webinar.host, cohort.facilitator)
    for person, finds in (
        *((person, True) for person in finders),
        *((person, False) for person in (neighbour, AnonymousUser())),
    ):
        assert Webinar.objects.meant_for(person).exists() == finds


def test_the_course_page_shows_the_webinars_of_ones_own_cohort(client):
    cohort, other = two_cohorts()
    for one in (cohort, other):
        webinar = make_webinar(cohort=one)
        Activity.objects.filter(webinar=webinar).update(title=f"Temu {one.name}")
    make_lesson(module=Activity.objects.earliest("pk").module, title="Bacaan umum")
    pages = {}
    readers = {
        "learner": make_enrollment(cohort=cohort).learner,
        "guide": cohort.facilitator,
        "stranger": make_person(),
    }

    for name, reader in readers.items():
        client.force_login(reader)
        page = client.get(cohort.course.get_absolute_url()).content.decode()
        pages[name] = [title for title in ("Temu A", "Temu B") if title in page]

    assert pages == {
        "learner": ["Temu A"],
        "guide": ["Temu A", "Temu B"],
        "stranger": [],
    }


def test_nothing_required_is_for_one_cohort():
    cohort, _other = two_cohorts()
    author = cohort.facilitator
    webinar = make_webinar(cohort=cohort, host=author)
    step = Activity.objects.get(webinar=webinar)
    lesson = make_lesson(module=step.module).activity
    require_it = partial(
        composing.set_up_activity,
        author=author,
        activity=step,
        title="Temu",
        minutes=90,
        is_required=True,
    )

    with pytest.raises(Refused, match="peserta angkatan lain tak bisa lulus"):
        require_it()
    with pytest.raises(Refused, match="peserta angkatan lain tak bisa lulus"):
        releasing.set_condition(author=author, activity=lesson, kind="done", other=step)

    webinars.edit(editor=author, webinar=webinar, **plan(cohort=None))
    require_it()
    with pytest.raises(Refused, match="peserta angkatan lain tak bisa lulus"):
        webinars.edit(editor=author, webinar=webinar, **plan(cohort=cohort))


def test_it_is_of_its_own_course_and_of_no_series():
    cohort = make_cohort()
    course, host = make_course(), cohort.facilitator
    course.authors.add(host)
    series = make_series(curator=host)

    for where in ({"course": course}, {"course": cohort.course, "series": series}):
        with pytest.raises(Refused):
            webinars.draft(host=host, **where, **plan(cohort=cohort))
    webinar = make_webinar(cohort=cohort)
    with pytest.raises(IntegrityError), transaction.atomic():
        Webinar.objects.filter(pk=webinar.pk).update(series=series)


def test_the_form_asks_for_whom_and_the_pages_say_it(client):
    cohort, host = make_cohort(name="Angkatan Sikka"), make_person()
    cohort.course.authors.add(host)
    elsewhere = make_cohort(name="Angkatan Lain")
    client.force_login(host)
    form = {
        **plan(course=cohort.course.pk, cohort=elsewhere.pk),
        "day": (timezone.localdate() + timedelta(days=3)).isoformat(),
        "hour": "10:00",
    }
    url = reverse("courses:webinar_new")

    asked = client.get(f"{url}?kelas={cohort.course.pk}&angkatan={cohort.pk}")
    assert f'<option value="{cohort.pk}" selected>' in asked.content.decode()
    assert client.post(url, form).status_code == 422
    page = client.post(url, {**form, "cohort": cohort.pk}, follow=True)

    webinar = Webinar.objects.get()
    assert webinar.cohort == cohort
    assert "<dd>Angkatan Sikka</dd>" in page.content.decode()
    webinars.publish(publisher=host, webinar=webinar)
    assert "Angkatan Sikka" in client.get("/webinar/").content.decode()


def test_afterwards_it_is_still_said_for_whom_it_was_and_journaled(client):
    cohort, _other = two_cohorts()
    webinar = hold(cohort, 3, for_all=True)
    client.force_login(webinar.host)
    url = reverse("courses:attendance_rule", args=[webinar.pk])

    client.post(url, {"needed_percent": "50", "cohort": str(cohort.pk)})

    webinar.refresh_from_db()
    assert webinar.cohort == cohort
    entry = JournalEntry.objects.get(deed="courses.attendance_rule_set")
    assert (entry.details["was"]["cohort"], entry.details["cohort"]) == (
        None,
        cohort.pk,
    )
