"""Lists for sessions in one place: printed, scanned, taken over in one go."""

from collections.abc import Sequence

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import make_person
from common.decisions import Refused
from common.models import JournalEntry
from courses.actions import attendance
from courses.models import Attendance, Completion, Registration, Webinar
from courses.tests.factories import make_course
from courses.tests.webinar_factories import (
    CODE_WORD,
    make_past_webinar,
    make_running_webinar,
    make_seat,
    make_webinar,
)
from courses.views import webinar_desk

pytestmark = pytest.mark.django_db


def take_over(
    webinar: Webinar,
    *,
    registrations: Sequence[Registration] = (),
    walk_ins: Sequence[User] = (),
) -> int:
    return attendance.record_list(
        facilitator=webinar.host,
        webinar=webinar,
        registrations=registrations,
        walk_ins=walk_ins,
        reason="Daftar hadir kertas.",
    )


def test_a_signed_list_is_a_journaled_correction_for_each_who_was_not_known():
    webinar = make_past_webinar()
    seats = [make_seat(webinar=webinar) for _ in range(3)]
    Attendance.objects.create(
        webinar=webinar, person=seats[0].person, source=Attendance.Source.CODE_WORD
    )

    count = take_over(webinar, registrations=seats)

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
        take_over(webinar, registrations=seats)

    assert not Attendance.objects.exists()


def test_who_walked_in_is_seated_and_was_there_by_the_facilitators_word():
    webinar = make_past_webinar(course=make_course(), seats=1)
    make_seat(webinar=webinar)
    waiting = make_seat(webinar=webinar)
    Registration.objects.filter(pk=waiting.pk).update(is_waiting=True)
    walk_in = make_person()

    count = take_over(webinar, walk_ins=[walk_in, waiting.person])
    again = take_over(webinar, walk_ins=[walk_in])

    assert (count, again) == (2, 0)
    there = Attendance.objects.counted().filter(person=walk_in).get()
    assert there.source == Attendance.Source.CORRECTION
    assert webinar.registrations.active().count() == 3
    assert Completion.objects.filter(learner=walk_in).exists()
    deeds = JournalEntry.objects.filter(person=walk_in).values_list("deed", flat=True)
    assert set(deeds) == {"courses.walk_in_seated", "courses.attendance_corrected"}


def test_nobody_walks_into_what_has_not_begun_nor_writes_themselves_in():
    coming, past = make_webinar(), make_past_webinar()

    with pytest.raises(Refused):
        take_over(coming, walk_ins=[make_person()])
    with pytest.raises(Refused):
        take_over(past, walk_ins=[past.host])

    assert not Registration.objects.exists()


def test_the_page_seats_who_walked_in_by_name_e_mail_and_number(client):
    webinar = make_past_webinar()
    sri = make_person(name="Sri Wahyuni")
    budi = make_person(name="Budi", phone="+6281234567890")
    make_person(name="Siti"), make_person(name="Siti")
    client.force_login(webinar.host)
    url = f"{webinar.get_absolute_url()}hadir/kertas/"
    reason = "Daftar hadir kertas."

    twins = client.post(url, {"reason": reason, "walk_ins": "siti"})
    unknown = client.post(url, {"reason": reason, "walk_ins": "Sri Wahyuni\nAntah"})
    done = client.post(
        url, {"reason": reason, "walk_ins": "sri wahyuni\n0812-3456-7890"}
    )

    assert "beberapa akun bernama" in twins.content.decode()
    assert "Belum ada akun" in unknown.content.decode()
    assert "Sri Wahyuni" in unknown.content.decode()
    assert (twins.status_code, unknown.status_code, done.status_code) == (422, 422, 302)
    there = set(Attendance.objects.counted().values_list("person", flat=True))
    assert there == {sri.pk, budi.pk}


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


def test_a_long_attendance_list_comes_by_pages_and_finds_a_name(client, monkeypatch):
    monkeypatch.setattr(webinar_desk, "PAGE", 2)
    webinar = make_webinar()
    for name in ("Ani", "Budi", "Cici Budiarti"):
        make_seat(webinar=webinar, person=make_person(name=name))
    client.force_login(webinar.host)
    address = f"{webinar.get_absolute_url()}hadir/"

    second, found, nobody = (
        client.get(address, {**asked}).content.decode()
        for asked in ({"hal": 2}, {"q": "budi"}, {"q": "Zul"})
    )

    assert "Cici Budiarti" in second
    assert ">Ani<" not in second
    assert "2 dari 3 orang" in found
    assert ">Ani<" not in found
    assert "Tidak ada nama seperti itu" in nobody
