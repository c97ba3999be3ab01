"""A worksheet goes to the right mentor, and gets one answer for each revision."""

import threading

import pytest
from django.db import connection

from accounts.tests.factories import make_person
from common.decisions import Refused
from common.models import JournalEntry
from common.tests.factories import make_regency
from courses.tests.factories import make_cohort, make_enrollment
from initiatives.actions import reviewing
from initiatives.mentors import mentors_for
from initiatives.models import Review, Worksheet
from initiatives.permissions import can_submit
from initiatives.tests.factories import (
    make_submitted,
    make_worksheet,
    review,
    save,
)
from network.models import Coordination
from network.tests.factories import make_organization
from notices.models import Notice

pytestmark = pytest.mark.django_db


def make_coordinator(province="73"):
    person = make_person(name="Baso")
    Coordination.objects.create(person=person, province_id=province)
    return person


def test_the_mentor_of_the_authors_course_comes_first():
    author, mentor = make_person(regency=make_regency()), make_person(name="Wayan")
    make_coordinator()
    make_enrollment(cohort=make_cohort(mentor=mentor), learner=author)

    assert mentors_for(make_worksheet(author=author, steps=0)) == [mentor]


def test_without_a_course_the_provinces_coordinators_read():
    author = make_person(regency=make_regency())
    coordinator = make_coordinator()
    make_person(is_staff=True)

    assert mentors_for(make_worksheet(author=author, steps=0)) == [coordinator]


def test_the_organisations_province_counts_before_the_authors():
    regency = make_regency(code="53.07", province="53", province_name="NTT")
    make_regency()
    make_coordinator("73")
    coordinator = make_coordinator("53")
    author = make_person(regency=make_regency())
    organization = make_organization(regency=regency)

    worksheet = make_worksheet(author=author, organization=organization, steps=0)

    assert mentors_for(worksheet) == [coordinator]


def test_where_there_is_no_coordinator_the_national_staff_reads():
    staff = make_person(is_staff=True)

    assert mentors_for(make_worksheet(author=make_person(), steps=0)) == [staff]


def test_nobody_mentors_their_own_worksheet():
    regency = make_regency()
    author, staff = make_coordinator(), make_person(is_staff=True)
    author.regency = regency
    author.save()
    make_enrollment(cohort=make_cohort(mentor=author), learner=author)

    assert mentors_for(make_worksheet(author=author, steps=0)) == [staff]


def test_without_any_mentor_it_is_refused_and_stays_a_draft():
    worksheet = make_worksheet()

    with pytest.raises(Refused, match="Belum ada mentor"):
        reviewing.submit(writer=worksheet.author, worksheet=worksheet)

    worksheet.refresh_from_db()
    assert worksheet.state == Worksheet.State.DRAFT


def test_an_incomplete_worksheet_names_the_steps_that_lack_something():
    worksheet = make_worksheet(steps=3)

    assert "4, 5, 6" in can_submit(worksheet.author, worksheet).reason


def test_submitting_tells_the_mentor_and_the_verdict_tells_the_author():
    mentor = make_person(is_staff=True)
    worksheet = make_submitted(mentor=mentor)

    review(worksheet, mentor, "returned", "Tambahkan bukti.", step1="Dari mana?")

    worksheet.refresh_from_db()
    assert worksheet.state == Worksheet.State.RETURNED
    assert Notice.objects.get(person=mentor).kind == "worksheet.submitted"
    assert Notice.objects.get(person=worksheet.author).kind == "worksheet.returned"
    entry = JournalEntry.objects.get(deed="initiatives.worksheet_returned")
    assert (entry.actor, entry.person) == (mentor, worksheet.author)
    assert Review.objects.get().notes.get().text == "Dari mana?"


def test_it_may_be_returned_once_and_approved_then():
    mentor = make_person(is_staff=True)
    worksheet = make_submitted(mentor=mentor)
    review(worksheet, mentor, "returned")
    save(worksheet, 1, problem="Lebih jelas.")

    worksheet = reviewing.submit(writer=worksheet.author, worksheet=worksheet)
    review(worksheet, mentor)

    worksheet.refresh_from_db()
    assert worksheet.state == Worksheet.State.APPROVED
    assert worksheet.approved_at
    assert worksheet.revision == 2


def test_a_verdict_on_an_older_revision_is_refused():
    mentor = make_person(is_staff=True)
    worksheet = make_submitted(mentor=mentor)
    old = Worksheet.objects.get(pk=worksheet.pk)
    reviewing.reopen(writer=worksheet.author, worksheet=worksheet)
    reviewing.submit(writer=worksheet.author, worksheet=worksheet)

    with pytest.raises(Refused, match="versi baru"):
        review(old, mentor)


def test_only_the_mentors_who_were_asked_may_answer():
    worksheet = make_submitted()

    with pytest.raises(Refused, match="bukan mentor"):
        review(worksheet, make_person(is_staff=True))


@pytest.mark.django_db(transaction=True)
def test_of_two_mentors_at_once_one_answers():
    mentors = [make_person(is_staff=True) for _ in range(2)]
    worksheet = make_submitted(mentor=mentors[0])
    start, fates = threading.Barrier(2), []

    def work(mentor, verdict):
        start.wait()
        try:
            review(worksheet, mentor, verdict)
            fates.append("answered")
        except Refused:
            fates.append("refused")
        finally:
            connection.close()

    verdicts = zip(mentors, ("approved", "returned"), strict=True)
    threads = [threading.Thread(target=work, args=pair) for pair in verdicts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(fates) == ["answered", "refused"]
    assert Review.objects.count() == 1
