"""Lists for sessions in one place: printed, scanned, taken over in one go."""

import pytest
from django.urls import reverse

from accounts.tests.factories import make_person
from common.decisions import Refused
from common.models import JournalEntry
from courses.actions import attendance
from courses.models import Attendance
from courses.tests.webinar_factories import (
    CODE_WORD,
    make_past_webinar,
    make_running_webinar,
    make_seat,
)

pytestmark = pytest.mark.django_db


def test_a_signed_list_is_a_journaled_correction_for_each_who_was_not_known():
    webinar = make_past_webinar()
    seats = [make_seat(webinar=webinar) for _ in range(3)]
    Attendance.objects.create(
        webinar=webinar, person=seats[0].person, source=Attendance.Source.CODE_WORD
    )

    count = attendance.record_list(
        facilitator=webinar.host, registrations=seats, reason="Daftar hadir kertas."
    )

    assert count == 2
    assert Attendance.objects.counted().count() == 3
    assert JournalEntry.objects.count() == 2


def test_a_list_that_holds_one_refusal_is_not_written_at_all():
    webinar = make_past_webinar()
    seats = [
        make_seat(webinar=webinar),
        make_seat(webinar=webinar, person=webinar.host),
    ]

    with pytest.raises(Refused):
        attendance.record_list(
            facilitator=webinar.host, registrations=seats, reason="Daftar kertas."
        )

    assert not Attendance.objects.exists()


def test_the_printed_list_has_everyone_with_a_seat_and_room_for_who_walks_in(client):
    webinar = make_past_webinar()
    make_seat(webinar=webinar, person=make_person(name="Sri Wahyuni"))
    client.force_login(webinar.host)

    signed = client.get(f"{webinar.get_absolute_url()}hadir/cetak/").content.decode()
    scanned = client.get(
        f"{webinar.get_absolute_url()}hadir/cetak/?qr"
    ).content.decode()

    assert "Sri Wahyuni" in signed
    assert signed.count("<tr>") == 14
    assert "<svg" in scanned
    assert 'class="code"' in scanned


def test_a_scanned_code_fills_the_correction_in_and_saves_nothing(client):
    webinar = make_past_webinar()
    seat = make_seat(webinar=webinar)
    client.force_login(webinar.host)
    url = reverse("courses:attendance_correct", args=[webinar.pk, seat.pk])

    page = client.get(url, {"is_present": "ya", "reason": "Dipindai."}).content.decode()

    assert "Dipindai.</textarea>" in page
    assert "checked" in page
    assert not Attendance.objects.exists()


def test_the_code_on_the_wall_fills_in_the_word_for_who_has_a_seat(client):
    webinar = make_running_webinar()
    seat = make_seat(webinar=webinar)
    client.force_login(webinar.host)
    assert (
        'class="code"'
        in client.get(f"{webinar.get_absolute_url()}hadir/qr/").content.decode()
    )

    client.force_login(seat.person)
    page = client.get(webinar.get_absolute_url(), {"kata": CODE_WORD}).content.decode()

    assert f'value="{CODE_WORD}"' in page


def test_the_page_takes_a_list_over_and_asks_for_at_least_one(client):
    webinar = make_past_webinar()
    seat = make_seat(webinar=webinar)
    client.force_login(webinar.host)
    url = f"{webinar.get_absolute_url()}hadir/kertas/"

    assert client.post(url, {"reason": "Daftar kertas."}).status_code == 422
    answer = client.post(url, {"reason": "Daftar kertas.", "registrations": [seat.pk]})

    assert answer.status_code == 302
    assert Attendance.objects.counted().get().person == seat.person


@pytest.mark.parametrize("page", ["cetak", "qr", "kertas"])
def test_lists_are_for_those_who_manage(client, page):
    webinar = make_past_webinar()
    client.force_login(make_person())

    answer = client.get(f"{webinar.get_absolute_url()}hadir/{page}/")

    assert answer.status_code == 403
