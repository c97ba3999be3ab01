"""Who was there: the code word, the door that proves nothing, the correction."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from accounts.tests.factories import make_person
from common.decisions import Refused
from common.models import JournalEntry
from courses.actions import attendance, joining
from courses.models import Attendance, Completion, Webinar
from courses.summaries.webinars import attendance_list, attended_count_by_learner
from courses.tests.factories import make_course
from courses.tests.webinar_factories import (
    CODE_WORD,
    ROOM,
    make_past_webinar,
    make_running_webinar,
    make_seat,
    make_webinar,
)
from notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nobody_guessed_before():
    cache.clear()


@pytest.mark.parametrize("heard", [CODE_WORD, "daunlontar", " DAUN  lontar "])
def test_the_code_word_records_attendance_and_completes_the_step(heard):
    webinar = make_running_webinar()
    seat = make_seat(webinar=webinar)

    right = attendance.give_code_word(
        learner=seat.person, webinar=webinar, code_word=heard
    )

    assert right
    assert Attendance.objects.get().source == Attendance.Source.CODE_WORD
    assert Completion.objects.get().activity == webinar.activity


def test_a_wrong_word_records_nothing():
    webinar = make_running_webinar()
    seat = make_seat(webinar=webinar)

    assert not attendance.give_code_word(
        learner=seat.person, webinar=webinar, code_word="perahu"
    )
    assert not Attendance.objects.exists()


def test_the_word_given_twice_is_attendance_once():
    webinar = make_running_webinar()
    seat = make_seat(webinar=webinar)

    for _ in range(2):
        attendance.give_code_word(
            learner=seat.person, webinar=webinar, code_word=CODE_WORD
        )

    assert Attendance.objects.count() == 1
    assert Completion.objects.count() == 1


def test_after_five_wrong_words_even_the_right_one_must_wait():
    webinar = make_running_webinar()
    seat = make_seat(webinar=webinar)
    for number in range(attendance.GUESSES):
        attendance.give_code_word(
            learner=seat.person, webinar=webinar, code_word=f"tebakan {number}"
        )

    with pytest.raises(Refused, match="tebakan"):
        attendance.give_code_word(
            learner=seat.person, webinar=webinar, code_word=CODE_WORD
        )


def test_the_word_is_taken_until_a_day_after_the_end():
    now = timezone.now()
    fresh = make_webinar(starts_at=now - timedelta(hours=25), minutes=90)
    stale = make_webinar(starts_at=now - timedelta(hours=26), minutes=90)
    early = make_webinar(starts_at=now + timedelta(minutes=10))
    person = make_person()
    for webinar in (fresh, stale, early):
        make_seat(webinar=webinar, person=person)

    assert attendance.give_code_word(learner=person, webinar=fresh, code_word=CODE_WORD)
    for webinar in (stale, early):
        with pytest.raises(Refused):
            attendance.give_code_word(
                learner=person, webinar=webinar, code_word=CODE_WORD
            )


def test_the_word_of_someone_without_a_seat_is_refused():
    webinar = make_running_webinar()

    with pytest.raises(Refused):
        attendance.give_code_word(
            learner=make_person(), webinar=webinar, code_word=CODE_WORD
        )


def test_going_through_the_door_is_kept_and_proves_nothing():
    webinar = make_running_webinar()
    seat = make_seat(webinar=webinar)

    address = joining.join(person=seat.person, webinar=webinar)

    seat.refresh_from_db()
    assert address == ROOM
    assert seat.joined_at is not None
    assert not Attendance.objects.exists()


def test_the_door_opens_fifteen_minutes_before_and_shuts_at_the_end():
    now = timezone.now()
    person = make_person()
    shut = make_webinar(starts_at=now + timedelta(minutes=16))
    opened = make_webinar(starts_at=now + timedelta(minutes=14))
    over = make_webinar(starts_at=now - timedelta(minutes=91), minutes=90)
    for webinar in (shut, opened, over):
        make_seat(webinar=webinar, person=person)

    assert joining.join(person=person, webinar=opened) == ROOM
    for webinar in (shut, over):
        with pytest.raises(Refused):
            joining.join(person=person, webinar=webinar)


def test_the_door_is_shut_to_who_has_no_seat_but_not_to_the_host():
    webinar = make_running_webinar()

    assert joining.join(person=webinar.host, webinar=webinar) == ROOM
    with pytest.raises(Refused):
        joining.join(person=make_person(), webinar=webinar)


def test_a_correction_gives_attendance_with_its_reason_in_the_journal():
    webinar = make_past_webinar()
    seat = make_seat(webinar=webinar)

    attendance.correct(
        facilitator=webinar.host,
        registration=seat,
        is_present=True,
        reason="Hadir lewat telepon.",
    )

    assert Completion.objects.get().learner == seat.person
    entry = JournalEntry.objects.get()
    assert entry.deed == "courses.attendance_corrected"
    assert (entry.actor, entry.person) == (webinar.host, seat.person)
    assert entry.reason == "Hadir lewat telepon."
    assert Notice.objects.get().person == seat.person


def test_a_correction_takes_attendance_away_but_never_what_was_earned():
    webinar = make_running_webinar()
    seat = make_seat(webinar=webinar)
    attendance.give_code_word(learner=seat.person, webinar=webinar, code_word=CODE_WORD)

    attendance.correct(
        facilitator=webinar.host,
        registration=seat,
        is_present=False,
        reason="Kata sandi dikirim teman.",
    )

    assert not Attendance.objects.counted().exists()
    assert Completion.objects.count() == 1


def test_a_correction_may_itself_be_corrected():
    webinar = make_past_webinar()
    seat = make_seat(webinar=webinar)
    for is_present in (False, True):
        attendance.correct(
            facilitator=webinar.host,
            registration=seat,
            is_present=is_present,
            reason="Salah orang tadi.",
        )

    assert Attendance.objects.counted().get().person == seat.person
    assert JournalEntry.objects.count() == 2


def test_only_those_who_manage_the_webinar_correct_and_never_themselves():
    webinar = make_past_webinar()
    seat = make_seat(webinar=webinar)
    own = make_seat(webinar=webinar, person=webinar.host)

    for facilitator, registration in ((make_person(), seat), (webinar.host, own)):
        with pytest.raises(Refused):
            attendance.correct(
                facilitator=facilitator,
                registration=registration,
                is_present=True,
                reason="Ada di sana.",
            )


def test_attendance_is_counted_by_learner_in_one_query(django_assert_num_queries):
    course = make_course()
    people = [make_person() for _ in range(3)]
    for _ in range(2):
        webinar = make_past_webinar(course=course)
        for person in people:
            Attendance.objects.create(
                webinar=webinar, person=person, source=Attendance.Source.CODE_WORD
            )
    other = Attendance.objects.create(
        webinar=make_past_webinar(),
        person=people[0],
        source=Attendance.Source.CODE_WORD,
    )

    with django_assert_num_queries(1):
        counts = attended_count_by_learner(course)

    assert counts == {person.pk: 2 for person in people}
    assert other.webinar.course != course


def test_the_attendance_list_is_three_queries_however_many_seats(
    django_assert_num_queries,
):
    webinar = make_past_webinar()
    for _ in range(3):
        seat = make_seat(webinar=webinar)
        Attendance.objects.create(
            webinar=webinar, person=seat.person, source=Attendance.Source.CODE_WORD
        )
    webinar = Webinar.objects.get(pk=webinar.pk)

    with django_assert_num_queries(3):
        seats = attendance_list(webinar)
        assert [seat.person.name for seat in seats if seat.is_present]
