"""Four ways into a cohort, and a waiting list that moves by itself."""

import itertools
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from accounts.tests.factories import make_person
from common.decisions import Refused
from common.models import JournalEntry
from courses.actions import applications, cohorts, enrollment
from courses.models import Application, Cohort, Enrollment, Quota
from courses.tests.factories import make_cohort, make_course, make_enrollment
from network.tests.factories import make_member, make_organization
from notices.models import Notice

pytestmark = pytest.mark.django_db
Admission, State = Cohort.Admission, Application.State


@pytest.fixture(autouse=True)
def _nobody_guessed_before():
    cache.clear()


def make_full(**fields):
    cohort = make_cohort(seats=1, **fields)
    make_enrollment(cohort=cohort)
    return cohort


def change(cohort, **changes):
    """Edit a cohort as its form does, with everything else as it was."""
    names = ("name", "mode", "starts_on", "ends_on", "seats", "admission", "code")
    fields = {name: getattr(cohort, name) for name in names}
    people = {
        "facilitators": list(cohort.facilitators.all()),
        "mentors": list(cohort.mentors.all()),
        "quotas": {quota.organization: quota.seats for quota in cohort.quotas.all()},
    }
    return cohorts.edit(
        facilitator=cohort.facilitator, cohort=cohort, **{**fields, **people, **changes}
    )


def test_while_there_are_seats_nobody_waits():
    with pytest.raises(Refused, match="Masih ada kursi"):
        enrollment.wait(learner=make_person(), cohort=make_cohort())


def test_a_seat_given_back_goes_to_the_first_who_waits():
    cohort = make_full()
    first, second = make_person(), make_person()
    for person in (first, second):
        enrollment.wait(learner=person, cohort=cohort)

    enrollment.leave(learner=cohort.enrollments.get().learner, cohort=cohort)

    assert cohort.enrollments.active().get().learner == first
    assert cohort.applications.queued().get().learner == second
    assert "Selamat datang" in Notice.objects.get(person=first).title


def test_nobody_passes_those_who_wait():
    cohort = make_full()
    waiting, newcomer = make_person(), make_person()
    enrollment.wait(learner=waiting, cohort=cohort)
    # Freed without telling: as when an account is closed.
    cohort.enrollments.update(ended_at=timezone.now())

    with pytest.raises(Refused, match="habis"):
        enrollment.enroll(learner=newcomer, cohort=cohort)


def test_seats_that_are_added_go_to_those_who_wait():
    cohort = make_full()
    enrollment.wait(learner=make_person(), cohort=cohort)

    change(cohort, seats=2)

    assert cohort.enrollments.active().count() == 2
    assert not cohort.applications.pending().exists()


def test_who_found_another_cohort_is_taken_off_the_list_and_told():
    cohort = make_full()
    person, next_one = make_person(), make_person()
    for one in (person, next_one):
        enrollment.wait(learner=one, cohort=cohort)
    make_enrollment(cohort=make_cohort(course=cohort.course), learner=person)

    enrollment.leave(learner=cohort.enrollments.get().learner, cohort=cohort)

    assert cohort.enrollments.active().get().learner == next_one
    assert cohort.applications.get(learner=person).state == State.WITHDRAWN
    assert "daftar tunggu" in Notice.objects.get(person=person).text


def test_a_closed_cohort_stands_still_until_it_opens_again():
    cohort = make_full()
    enrollment.wait(learner=make_person(), cohort=cohort)
    cohorts.close_enrollment(facilitator=cohort.facilitator, cohort=cohort)

    enrollment.leave(learner=cohort.enrollments.get().learner, cohort=cohort)
    assert cohort.enrollments.active().count() == 0
    cohort.refresh_from_db()
    cohorts.open_enrollment(facilitator=cohort.facilitator, cohort=cohort)

    assert cohort.enrollments.active().count() == 1


def test_the_clock_seats_whoever_waits_beside_a_free_seat():
    cohort = make_full()
    enrollment.wait(learner=make_person(), cohort=cohort)
    cohort.enrollments.update(ended_at=timezone.now())

    cohorts.move_waiting_lists()

    assert cohort.enrollments.active().count() == 1


def test_a_code_is_asked_for_and_forgives_capitals_and_spaces():
    cohort = make_cohort(admission=Admission.CODE, code="Sikka 2026")
    learner = make_person()

    with pytest.raises(enrollment.WrongCode, match="Bukan itu"):
        enrollment.enroll(learner=learner, cohort=cohort, code="ende")
    enrollment.enroll(learner=learner, cohort=cohort, code=" sikka2026 ")

    assert cohort.enrollments.active().get().learner == learner


def test_guesses_at_a_code_run_out():
    cohort = make_cohort(admission=Admission.CODE, code="sikka")
    learner = make_person()
    for _ in range(5):
        with pytest.raises(enrollment.WrongCode):
            enrollment.enroll(learner=learner, cohort=cohort, code="x")

    with pytest.raises(enrollment.WrongCode, match="Terlalu banyak"):
        enrollment.enroll(learner=learner, cohort=cohort, code="sikka")


def test_with_approval_a_seat_is_asked_for_and_given():
    cohort = make_cohort(admission=Admission.APPROVAL)
    learner = make_person()

    with pytest.raises(Refused, match="persetujuan"):
        enrollment.enroll(learner=learner, cohort=cohort)
    asked = applications.ask(learner=learner, cohort=cohort, note="Ingin melatih.")
    applications.accept(facilitator=cohort.facilitator, application=asked)

    assert cohort.enrollments.active().get().learner == learner
    assert JournalEntry.objects.get().deed == "courses.application_accepted"


def test_every_facilitator_hears_of_a_request():
    cohort = make_cohort(admission=Admission.APPROVAL)
    another = make_person()
    cohort.facilitators.add(another)
    learner = make_person(name="Yohana Bura")

    applications.ask(learner=learner, cohort=cohort, note="Ingin ikut melatih.")

    for facilitator in (cohort.facilitator, another):
        assert "Yohana Bura" in Notice.objects.get(person=facilitator).title


def test_who_is_accepted_while_all_seats_are_taken_waits():
    cohort = make_full(admission=Admission.APPROVAL)
    asked = applications.ask(learner=make_person(), cohort=cohort, note="Ingin ikut.")

    answered = applications.accept(facilitator=cohort.facilitator, application=asked)

    assert answered.state == State.QUEUED
    assert cohort.enrollments.active().count() == 1


def test_who_is_declined_reads_why_and_may_ask_again():
    cohort = make_cohort(admission=Admission.APPROVAL)
    learner = make_person()
    asked = applications.ask(learner=learner, cohort=cohort, note="Ingin ikut.")

    applications.decline(
        facilitator=cohort.facilitator, application=asked, reason="Untuk NTT dulu."
    )

    assert "Untuk NTT dulu." in Notice.objects.get(person=learner).text
    applications.ask(learner=learner, cohort=cohort, note="Saya pindah ke NTT.")


def test_only_facilitators_answer_and_never_their_own_request():
    cohort = make_cohort(admission=Admission.APPROVAL)
    asked = applications.ask(learner=make_person(), cohort=cohort, note="Ingin ikut.")
    own = applications.ask(
        learner=cohort.facilitator, cohort=cohort, note="Ingin ikut."
    )

    for facilitator, application in ((make_person(), asked), (cohort.facilitator, own)):
        with pytest.raises(Refused):
            applications.accept(facilitator=facilitator, application=application)


def test_a_quota_is_for_confirmed_members_and_runs_out():
    cohort = make_cohort(admission=Admission.QUOTA)
    melati = make_organization(name="Yayasan Melati")
    Quota.objects.create(cohort=cohort, organization=melati, seats=1)
    first, second = make_person(), make_person()
    for person in (first, second):
        make_member(person=person, organization=melati)

    with pytest.raises(Refused, match="habis"):
        enrollment.enroll(learner=make_person(), cohort=cohort)
    seat = enrollment.enroll(learner=first, cohort=cohort)
    with pytest.raises(Refused, match="habis"):
        enrollment.enroll(learner=second, cohort=cohort)

    assert seat.organization == melati


def test_on_the_waiting_list_others_pass_whose_quota_is_not_used_up():
    cohort = make_cohort(admission=Admission.QUOTA, seats=2)
    melati, mawar = make_organization(), make_organization()
    for organization in (melati, mawar):
        Quota.objects.create(cohort=cohort, organization=organization, seats=1)
    people = [make_person() for _ in range(4)]
    for person, organization in zip(
        people, (melati, mawar, melati, mawar), strict=True
    ):
        make_member(person=person, organization=organization)
    for person in people[:2]:
        enrollment.enroll(learner=person, cohort=cohort)
    for person in people[2:]:
        enrollment.wait(learner=person, cohort=cohort)

    enrollment.leave(learner=people[1], cohort=cohort)

    seated = set(cohort.enrollments.active().values_list("learner", flat=True))
    assert seated == {people[0].pk, people[3].pk}
    assert cohort.applications.queued().get().learner == people[2]


def test_a_seat_taken_away_is_explained_kept_in_the_journal_and_passed_on():
    cohort = make_full()
    seat = cohort.enrollments.get()
    waiting = enrollment.wait(learner=make_person(), cohort=cohort)

    enrollment.remove(
        facilitator=cohort.facilitator, enrollment=seat, reason="Pindah tugas."
    )

    assert "Pindah tugas." in Notice.objects.get(person=seat.learner).text
    assert JournalEntry.objects.get().reason == "Pindah tugas."
    assert cohort.enrollments.active().get().learner == waiting.learner


def test_there_are_never_fewer_seats_than_learners():
    cohort = make_cohort(seats=3)
    for _ in range(2):
        make_enrollment(cohort=cohort)

    with pytest.raises(Refused, match="2 kursi sudah terisi"):
        change(cohort, seats=1)


def test_learners_of_a_mentor_who_leaves_go_to_the_others():
    cohort = make_cohort(mentor=make_person(name="Bu Ina"))
    make_enrollment(cohort=cohort)
    joko = make_person(name="Pak Joko")

    change(cohort, mentors=[joko])

    assert cohort.enrollments.get().mentor == joko


def test_a_new_cohort_is_a_draft_of_those_who_teach_the_course():
    course, author = make_course(), make_person()
    course.authors.add(author)
    today = timezone.localdate()
    fields: dict[str, Any] = {
        "course": course,
        "name": "Angkatan 1",
        "seats": 5,
        "starts_on": today,
        "ends_on": today + timedelta(days=30),
        "facilitators": [author],
        "mentors": [],
        "quotas": {},
    }

    cohort = cohorts.plan(facilitator=author, **fields)

    assert cohort.is_draft
    assert not Cohort.objects.visible_to(make_person()).exists()
    with pytest.raises(Refused):
        cohorts.plan(facilitator=make_person(), **fields)


@pytest.mark.django_db(transaction=True)
def test_seats_and_waiting_list_hold_when_all_come_and_go_at_once():
    """Two leave, one seat is added, and eight come: five seats, never a sixth."""
    cohort = make_cohort(seats=4)
    seated = [make_enrollment(cohort=cohort).learner for _ in range(4)]
    newcomers = [make_person() for _ in range(8)]
    deeds = [
        *((enrollment.leave, {"learner": person}) for person in seated[:2]),
        *((_enroll_or_wait, {"learner": person}) for person in newcomers),
    ]
    start = threading.Barrier(len(deeds) + 1)

    def run(deed, known):
        start.wait()
        try:
            deed(cohort=cohort, **known)
        finally:
            connection.close()

    def widen():
        start.wait()
        try:
            change(cohort, seats=5)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=one) for one in deeds]
    threads.append(threading.Thread(target=widen))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    active = Enrollment.objects.active()
    assert active.count() == 5
    assert active.values("learner").distinct().count() == 5
    assert cohort.applications.queued().count() == 8 - 3


def _enroll_or_wait(*, learner, cohort):
    """Press one button after the other, as long as the answer has just changed."""
    for deed in itertools.cycle((enrollment.enroll, enrollment.wait)):
        try:
            return deed(learner=learner, cohort=cohort)
        except Refused:
            continue
