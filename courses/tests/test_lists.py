"""Lists cost the same however long they are: a row more asks the database nothing more.

Those that have a test of their own beside their subject are not here.
"""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import make_person
from common.tests.factories import make_regency
from courses.actions import rosters
from courses.models import Application, Cohort, Revision, Webinar
from courses.tests.factories import (
    hand_in,
    make_cohort,
    make_course,
    make_enrollment,
    make_lesson,
    make_module,
    make_question,
    make_quiz,
)
from courses.tests.webinar_factories import make_past_webinar, make_seat, make_webinar

pytestmark = pytest.mark.django_db

Grow = Callable[[], object]


def of_essays(cohort: Cohort) -> tuple[str, Grow]:
    quiz = make_quiz(module=make_module(course=cohort.course), questions=0)
    essay = make_question(kind="essay", body={"guide": "Cari alasannya."})
    quiz.slots.create(question=essay, position=1)

    def grow() -> None:
        learner = make_enrollment(cohort=cohort).learner
        hand_in(learner=learner, quiz=quiz, given={essay.pk: ["Cerita saya."]})

    return reverse("courses:essays"), grow


def of_cohorts(cohort: Cohort) -> tuple[str, Grow]:
    trainer = cohort.facilitator
    return reverse("courses:cohorts"), lambda: make_cohort(facilitator=trainer)


def of_webinars(cohort: Cohort) -> tuple[str, Grow]:
    trainer = cohort.facilitator

    def grow() -> None:
        make_webinar(host=trainer, course=make_course())
        make_past_webinar(host=trainer, course=cohort.course)
        make_webinar(host=trainer, course=cohort.course, status=Webinar.Status.DRAFT)

    return reverse("courses:webinars"), grow


def of_applications(cohort: Cohort) -> tuple[str, Grow]:
    def grow() -> None:
        for state in (Application.State.ASKED, Application.State.QUEUED):
            person = make_person(regency=make_regency())
            cohort.applications.create(
                learner=person,
                note="Ingin ikut.",
                state=state,
                queued_at=timezone.now(),
            )

    return reverse("courses:applications", args=[cohort.pk]), grow


def of_revisions(cohort: Cohort) -> tuple[str, Grow]:
    lesson = make_lesson(module=make_module(course=cohort.course))
    activity = lesson.activity

    def grow() -> None:
        Revision.objects.create(
            lesson=lesson,
            version=lesson.revisions.count() + 1,
            title="Bacaan",
            minutes=5,
            saved_by=make_person(),
            saved_at=timezone.now(),
        )

    return reverse("courses:revisions", args=[cohort.course.slug, activity.pk]), grow


def of_a_roster(cohort: Cohort) -> tuple[str, Grow]:
    roster = rosters.upload(
        facilitator=cohort.facilitator, cohort=cohort, name="daftar.csv", rows=[]
    )

    def grow() -> None:
        known = make_person()
        roster.rows += [[known.name, known.email], ["Orang Baru", "baru@contoh.id"]]
        roster.save()

    return reverse("courses:roster", args=[cohort.pk, roster.pk]), grow


def of_greetings(cohort: Cohort) -> tuple[str, Grow]:
    make_lesson(module=make_module(course=cohort.course))
    address = reverse("courses:greet", args=[cohort.pk])
    return address, lambda: make_enrollment(cohort=cohort)


def of_who_attended(cohort: Cohort) -> tuple[str, Grow]:
    webinar = make_past_webinar(host=cohort.facilitator, course=cohort.course)
    address = reverse("courses:webinar_attendance", args=[webinar.pk])
    return address, lambda: make_seat(webinar=webinar)


@pytest.mark.parametrize(
    "of",
    [
        *(of_essays, of_cohorts, of_webinars, of_applications),
        *(of_revisions, of_a_roster, of_greetings, of_who_attended),
    ],
)
def test_a_list_takes_the_same_queries_however_long(client, of):
    cohort = make_cohort()
    address, grow = of(cohort)
    client.force_login(cohort.facilitator)

    def cost() -> int:
        grow()
        grow()
        grow()
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    # The first time fills what is kept of the site itself.
    cost()

    assert cost() == cost()
