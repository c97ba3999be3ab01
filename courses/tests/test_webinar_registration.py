"""A seat in a webinar: taken once, never oversold, given back."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from accounts.tests.factories import make_person
from common.decisions import Refused
from courses.actions import registration, webinars
from courses.models import Registration, Webinar
from courses.permissions import can_join
from courses.summaries.webinars import webinars_waiting_for
from courses.tests.webinar_factories import (
    ROOM,
    event_in,
    make_past_webinar,
    make_seat,
    make_webinar,
    plan,
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
    assert Registration.objects.waiting().count() == 5


@pytest.mark.django_db
def test_who_finds_all_seats_taken_waits_and_moves_up_when_one_is_free():
    webinar = make_webinar(seats=1)
    seated, first, second = (make_person() for _ in range(3))
    for person in (seated, first, second):
        registration.register(person=person, webinar=webinar)
    assert [r.person for r in Registration.objects.waiting()] == [first, second]

    registration.give_back(person=seated, webinar=webinar)

    assert Registration.objects.active().get().person == first
    told = Notice.objects.filter(person=first).order_by("pk")
    assert [n.kind for n in told] == [
        "webinar.waiting",
        "webinar.registered",
        "webinar.reminder",
        "webinar.reminder",
    ]


@pytest.mark.django_db
def test_more_seats_are_given_to_those_who_wait():
    webinar = make_webinar(seats=1)
    for _ in range(4):
        registration.register(person=make_person(), webinar=webinar)

    webinars.edit(editor=webinar.host, webinar=webinar, **plan(seats=3))

    assert Registration.objects.active().count() == 3
    assert Registration.objects.waiting().count() == 1


@pytest.mark.django_db
def test_who_waits_has_no_seat_and_may_leave_the_line_at_any_time():
    webinar = make_webinar(seats=1, starts_in=timedelta(minutes=5))
    registration.register(person=make_person(), webinar=webinar)
    waiting = make_person()
    registration.register(person=waiting, webinar=webinar)

    assert not can_join(waiting, webinar)
    with pytest.raises(Refused, match="daftar tunggu"):
        registration.register(person=waiting, webinar=webinar)
    Webinar.objects.update(starts_at=timezone.now() - timedelta(minutes=5))
    registration.give_back(person=waiting, webinar=webinar)
    assert not Registration.objects.waiting().exists()


@pytest.mark.django_db
def test_who_waits_hears_when_the_webinar_is_called_off():
    webinar = make_webinar(seats=1)
    for _ in range(2):
        registration.register(person=make_person(), webinar=webinar)

    webinars.cancel(canceller=webinar.host, webinar=webinar, reason="Pemandu sakit.")

    assert Notice.objects.filter(kind="webinar.cancelled").count() == 2


@pytest.mark.django_db(transaction=True)
def test_seats_given_back_at_once_go_to_as_many_who_wait():
    webinar = make_webinar(seats=3)
    people = [make_person() for _ in range(7)]
    for person in people:
        registration.register(person=person, webinar=webinar)
    start = Barrier(3)

    def leave(person):
        try:
            start.wait()
            registration.give_back(person=person, webinar=webinar)
        finally:
            connection.close()

    threads = [Thread(target=leave, args=[person]) for person in people[:3]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    seated = Registration.objects.active().order_by("pk")
    assert [r.person for r in seated] == people[3:6]
    assert Registration.objects.waiting().get().person == people[6]
