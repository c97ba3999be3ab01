"""A seat in a webinar: taken once, never oversold, given back."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from accounts.tests.factories import make_person
from common.decisions import Refused
from courses.actions import registration
from courses.models import Registration, Webinar
from courses.summaries.webinars import webinars_waiting_for
from courses.tests.webinar_factories import (
    ROOM,
    event_in,
    make_past_webinar,
    make_seat,
    make_webinar,
)
from notices.actions import sending
from notices.models import Notice


@pytest.mark.django_db
def test_registering_confirms_with_a_calendar_file_and_plans_two_reminders():
    webinar = make_webinar(starts_in=timedelta(days=3))
    person = make_person(email="siti@contoh.id")

    registration.register(person=person, webinar=webinar)
    sending.send_due()

    message = mail.outbox[0]
    assert message.subject == f"Anda terdaftar: {webinar.title}"
    name, content, kind = message.attachments[0]
    assert (name, kind) == ("lokadaya.ics", "text/calendar")
    assert event_in(content)["dtstart"].dt == webinar.starts_at.replace(microsecond=0)
    assert ROOM not in str(message.message())
    due = Notice.objects.filter(kind="webinar.reminder").order_by("due_at")
    assert [n.due_at for n in due] == [
        webinar.starts_at - timedelta(days=1),
        webinar.starts_at - timedelta(hours=1),
    ]


@pytest.mark.django_db
def test_reminders_whose_hour_is_past_are_not_planned():
    webinar = make_webinar(starts_in=timedelta(hours=5))

    registration.register(person=make_person(), webinar=webinar)

    assert Notice.objects.filter(kind="webinar.reminder").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "changes",
    [
        {"status": Webinar.Status.DRAFT},
        {"status": Webinar.Status.CANCELLED},
        {"starts_in": -timedelta(days=3)},
    ],
)
def test_no_seats_in_what_is_not_open(changes):
    webinar = make_webinar(**changes)

    with pytest.raises(Refused):
        registration.register(person=make_person(), webinar=webinar)


@pytest.mark.django_db
def test_one_person_takes_one_seat():
    webinar = make_webinar()
    person = make_person()
    registration.register(person=person, webinar=webinar)

    with pytest.raises(Refused, match="sudah terdaftar"):
        registration.register(person=person, webinar=webinar)


@pytest.mark.django_db
def test_a_seat_given_back_is_free_and_can_be_taken_again():
    webinar = make_webinar(seats=1)
    person, other = make_person(), make_person()
    registration.register(person=person, webinar=webinar)

    registration.give_back(person=person, webinar=webinar)
    registration.register(person=other, webinar=webinar)
    registration.give_back(person=other, webinar=webinar)
    registration.register(person=person, webinar=webinar)

    assert Registration.objects.active().get().person == person
    reminders = Notice.objects.filter(kind="webinar.reminder")
    assert {n.person for n in reminders} == {person}


@pytest.mark.django_db
def test_no_seat_is_given_back_once_the_webinar_has_begun():
    webinar = make_past_webinar()
    seat = make_seat(webinar=webinar)

    with pytest.raises(Refused):
        registration.give_back(person=seat.person, webinar=webinar)


@pytest.mark.django_db
def test_the_home_page_hears_of_the_next_webinar_in_one_query(
    django_assert_num_queries,
):
    person = make_person()
    for days in (2, 5, 9):
        make_seat(webinar=make_webinar(starts_in=timedelta(days=days)), person=person)
    make_seat(webinar=make_webinar())

    with django_assert_num_queries(1):
        waiting = webinars_waiting_for(person)

    assert [w.badge for w in waiting] == ["1 hari lagi", "4 hari lagi"]
    assert waiting[0].at is not None
    assert waiting[0].at - timezone.now() < timedelta(days=2)


@pytest.mark.django_db
def test_a_webinar_in_two_hours_is_urgent():
    person = make_person()
    soon = make_webinar(starts_in=timedelta(hours=2, minutes=5))
    make_seat(webinar=soon, person=person)

    (waiting,) = webinars_waiting_for(person)

    assert (waiting.urgency, waiting.badge) == (1, "2 jam lagi")


@pytest.mark.django_db(transaction=True)
def test_seats_are_never_oversold():
    webinar = make_webinar(seats=3)
    people = [make_person() for _ in range(8)]
    start = Barrier(len(people))

    def take_seat(person):
        try:
            start.wait()
            registration.register(person=person, webinar=webinar)
        except Refused:
            pass
        finally:
            connection.close()

    threads = [Thread(target=take_seat, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Registration.objects.active().count() == 3
