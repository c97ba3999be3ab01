"""Seats are given once, never oversold, and given back."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.tests.factories import make_person
from common.decisions import Refused
from courses.actions import completion, enrollment
from courses.models import Cohort, Completion, Enrollment
from courses.permissions import can_schedule
from courses.tests.factories import make_cohort, make_lesson
from notices.models import Notice


@pytest.mark.django_db
def test_a_learner_gets_a_seat():
    learner = make_person()
    cohort = make_cohort(seats=1)

    enrollment.enroll(learner=learner, cohort=cohort)

    assert cohort.enrollments.active().get().learner == learner


@pytest.mark.django_db
def test_who_enrols_is_welcomed_in_the_inbox():
    learner = make_person()

    enrollment.enroll(learner=learner, cohort=make_cohort(name="Angkatan 5"))

    assert "Angkatan 5" in Notice.objects.get(person=learner).title


@pytest.mark.django_db
def test_nobody_gets_two_seats_in_one_cohort():
    learner = make_person()
    cohort = make_cohort()
    enrollment.enroll(learner=learner, cohort=cohort)

    with pytest.raises(Refused, match="sudah terdaftar"):
        enrollment.enroll(learner=learner, cohort=cohort)


@pytest.mark.django_db
@pytest.mark.parametrize("status", [Cohort.Status.DRAFT, Cohort.Status.CLOSED])
def test_a_cohort_that_is_not_open_takes_nobody(status):
    with pytest.raises(Refused, match="tidak dibuka"):
        enrollment.enroll(learner=make_person(), cohort=make_cohort(status=status))


@pytest.mark.django_db
def test_a_cohort_that_is_over_takes_nobody():
    yesterday = timezone.localdate() - timedelta(days=1)

    with pytest.raises(Refused, match="sudah selesai"):
        enrollment.enroll(learner=make_person(), cohort=make_cohort(ends_on=yesterday))


@pytest.mark.django_db
def test_a_seat_given_back_can_be_taken_by_another():
    first, second = make_person(), make_person()
    cohort = make_cohort(seats=1)
    enrollment.enroll(learner=first, cohort=cohort)

    enrollment.leave(learner=first, cohort=cohort)
    enrollment.enroll(learner=second, cohort=cohort)

    assert cohort.enrollments.active().get().learner == second
    assert cohort.enrollments.count() == 2


@pytest.mark.django_db
def test_who_leaves_keeps_what_was_earned():
    lesson = make_lesson()
    cohort = make_cohort(course=lesson.activity.module.course)
    learner = enrollment.enroll(learner=make_person(), cohort=cohort).learner
    completion.complete(learner=learner, activity=lesson.activity, evidence="dibaca")

    enrollment.leave(learner=learner, cohort=cohort)

    assert Completion.objects.of_learner(learner).count() == 1


@pytest.mark.django_db
def test_a_stranger_has_nothing_to_leave():
    with pytest.raises(Refused, match="tidak terdaftar"):
        enrollment.leave(learner=make_person(), cohort=make_cohort())


@pytest.mark.django_db(transaction=True)
def test_the_last_seats_are_never_sold_twice():
    cohort = make_cohort(seats=2)
    people = [make_person() for _ in range(6)]
    start = threading.Barrier(len(people))
    refused: list[str] = []

    def try_to_enroll(person):
        start.wait()
        try:
            enrollment.enroll(learner=person, cohort=cohort)
        except Refused as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=try_to_enroll, args=[p]) for p in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Enrollment.objects.active().count() == 2
    assert refused == ["Kursi angkatan ini sudah habis."] * 4


@pytest.mark.django_db
def test_mentors_share_the_learners_of_a_cohort_evenly():
    cohort = make_cohort(mentor=make_person(name="Bu Ina"))
    cohort.mentors.add(make_person(name="Pak Joko"))

    for _ in range(4):
        enrollment.enroll(learner=make_person(), cohort=cohort)

    seats = cohort.enrollments.order_by("pk")
    mentors = seats.values_list("mentor__name", flat=True)
    assert list(mentors) == ["Bu Ina", "Pak Joko", "Bu Ina", "Pak Joko"]


@pytest.mark.django_db
def test_every_facilitator_leads_the_cohort():
    cohort, another = make_cohort(), make_person()

    cohort.facilitators.add(another)

    for guide in (cohort.facilitator, another):
        assert Cohort.objects.led_by(guide).get() == cohort
        assert can_schedule(guide, cohort)
