"""The trainer's week, told once, and only when something needs her."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import make_person
from courses import jobs
from courses.actions import applications, digests, enrollment
from courses.tests.factories import make_cohort, make_enrollment, make_lesson
from notices.jobs import send_due_notices
from notices.models import Notice

pytestmark = pytest.mark.django_db


def ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def cohort():
    lesson = make_lesson()
    return make_cohort(
        course=lesson.activity.module.course,
        mentor=make_person(name="Bu Ina"),
        admission="approval",
        seats=5,
    )


def text_for(person):
    return Notice.objects.get(person=person, kind="courses.digest").text


def test_it_names_those_behind_and_who_waits_for_an_answer(cohort):
    for name, days in (("Ani", 25), ("Budi", 20)):
        person = make_person(name=name)
        make_enrollment(cohort=cohort, learner=person, last_active_at=ago(days))
    applications.ask(learner=make_person(), cohort=cohort, note="Ingin ikut.")

    digests.send_weekly()

    text = text_for(cohort.facilitator)
    assert "2 peserta tertinggal: Ani (25 hari), Budi (20 hari)" in text
    assert "1 permohonan menunggu jawaban" in text


def test_it_leaves_as_a_mail(cohort, mailoutbox):
    ani = make_person(name="Ani")
    make_enrollment(cohort=cohort, learner=ani, last_active_at=ago(20))

    jobs.send_digests()
    send_due_notices()

    told = {mail.to[0]: mail.body for mail in mailoutbox}
    assert told.keys() == {cohort.facilitator.email, cohort.mentors.get().email}
    assert all("Ani (20 hari)" in body for body in told.values())


def test_a_mentor_hears_of_her_own_learners_alone(cohort):
    ina, joko = cohort.mentors.get(), make_person(name="Pak Joko")
    cohort.mentors.add(joko)
    for name, mentor in (("Ani", ina), ("Budi", joko)):
        person = make_person(name=name)
        make_enrollment(
            cohort=cohort, learner=person, last_active_at=ago(20), mentor=mentor
        )

    digests.send_weekly()

    assert "Ani" in text_for(ina)
    assert "Budi" not in text_for(ina)


def test_it_comes_once_a_week(cohort):
    make_enrollment(cohort=cohort, last_active_at=ago(20))

    for _ in range(2):
        digests.send_weekly()

    assert Notice.objects.filter(person=cohort.facilitator).count() == 1


def test_a_week_that_needs_nothing_is_silent(cohort):
    make_enrollment(cohort=cohort, last_active_at=ago(1))

    assert digests.send_weekly() == 0
    assert not Notice.objects.exists()


def test_the_waiting_list_is_told_too(cohort):
    full = make_cohort(course=cohort.course, seats=1, facilitator=cohort.facilitator)
    make_enrollment(cohort=full, last_active_at=ago(1))
    enrollment.wait(learner=make_person(), cohort=full)

    digests.send_weekly()

    assert "1 orang di daftar tunggu" in text_for(cohort.facilitator)
