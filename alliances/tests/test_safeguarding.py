"""Stewards are told of messages, and copies of rooms are journaled."""

from functools import partial
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.tests.factories import make_person
from alliances import personal
from alliances.actions import rooms, safeguarding
from alliances.models import MessageFile, Report, Room, Seat
from alliances.tests.factories import make_room, make_speaker, make_steward, say
from common.decisions import Refused
from common.models import JournalEntry
from notices.models import Notice

pytestmark = pytest.mark.django_db


def test_a_report_reaches_the_stewards_alone_and_once():
    room = make_room()
    steward = make_steward(alliance=room.alliance)
    author, reader = make_speaker(room=room), make_speaker(room=room)
    message = say(room=room, author=author, body="Kasar")

    for _ in range(2):
        safeguarding.report(person=reader, message=message, reason="Menghina")

    assert Notice.objects.get().person == steward
    entries = JournalEntry.objects.filter(person=None)
    deeds = list(entries.values_list("deed", flat=True))
    assert deeds == ["alliances.message_reported"] * 2
    with pytest.raises(Refused, match="tidak lagi"):
        safeguarding.report(person=make_person(), message=message, reason="-")


def test_where_nobody_else_stewards_a_report_reaches_staff_and_waits_on_a_page(client):
    room = make_room()
    steward = make_steward(alliance=room.alliance)
    staff = make_person(is_staff=True)
    message = say(room=room, author=steward, body="Kata kasar")

    made = safeguarding.report(
        person=make_speaker(room=room), message=message, reason="Menghina"
    )

    page = reverse("alliances:stewards", args=[room.alliance.slug])
    done = reverse("alliances:leave_reported", args=[room.alliance.slug, made.pk])
    assert Notice.objects.get().person == staff
    client.force_login(steward)
    assert "Menghina" not in client.get(page).text
    assert client.post(done).status_code == 404
    client.force_login(staff)
    assert "Kata kasar" in client.get(page).text
    assert client.post(done).status_code == 302
    assert "Menghina" not in client.get(page).text
    assert JournalEntry.objects.get(actor=staff).deed == "alliances.report_settled"


def test_a_reported_message_is_deleted_from_outside_its_room_and_all_are_told(client):
    room = make_room(kind=Room.Kind.PRIVATE)
    staff, author = make_person(is_staff=True), seated(room)
    readers = [seated(room), seated(room)]
    answered = say(room=room, author=readers[0], body="Rahasia ruang")
    message = rooms.post_message(
        author=author, room=room, client_id=uuid4(), body="Nomor rumahnya 7", reply_to=1
    )
    for reader in readers:
        made = safeguarding.report(person=reader, message=message, reason="Alamat")
    Notice.objects.all().delete()
    page = reverse("alliances:stewards", args=[room.alliance.slug])
    remove = reverse("alliances:remove_reported", args=[room.alliance.slug, made.pk])
    client.force_login(staff)

    shown = client.get(page).text
    without = client.post(remove, {"reason": ""})
    done = client.post(remove, {"reason": "Alamat rumah orang"})

    assert "Nomor rumahnya 7" in shown
    assert answered.body not in shown
    assert "Anda tidak masuk ke ruang ini" in shown
    assert (without.status_code, done.status_code) == (422, 302)
    message.refresh_from_db()
    assert (message.body, message.deleted_at is None) == ("", False)
    event = room.events.get(kind="deletion")
    assert (event.author, event.target) == (staff, message)
    assert set(Report.objects.values_list("outcome", flat=True)) == {"removed"}
    assert Notice.objects.get(person=author).text == "Alamat rumah orang"
    for reader in readers:
        assert "dihapus" in Notice.objects.get(person=reader).text
    deeds = set(JournalEntry.objects.filter(actor=staff).values_list("deed", flat=True))
    assert deeds == {"alliances.message_deleted", "alliances.report_settled"}
    assert client.post(remove, {"reason": "Lagi"}).status_code == 404


def test_a_reported_message_is_left_once_and_never_by_its_author():
    room = make_room()
    steward, reader = make_steward(alliance=room.alliance), make_speaker(room=room)
    message = say(room=room, author=make_speaker(room=room))
    own = say(room=room, author=steward)
    for each in (message, own):
        safeguarding.report(person=reader, message=each, reason="Kasar")

    for _ in range(2):
        safeguarding.leave(steward=steward, message=message)

    told = Notice.objects.get(person=reader)
    assert "dibiarkan" in told.text
    assert JournalEntry.objects.filter(deed="alliances.report_settled").count() == 1
    assert personal.tell(reader)["pesan yang Anda laporkan"][0]["hasil"] == "left"
    for judge in (
        partial(safeguarding.leave, steward=steward, message=own),
        partial(safeguarding.remove, steward=steward, message=own, reason="-"),
        partial(safeguarding.remove, steward=reader, message=message, reason="-"),
    ):
        with pytest.raises(Refused):
            judge()


def test_files_of_a_reported_message_are_shown_to_who_judges_it_and_no_longer():
    room = make_room(kind=Room.Kind.PRIVATE)
    staff, author = make_person(is_staff=True), seated(room)
    message = say(room=room, author=author)
    hanging = MessageFile.objects.create(message=message, family="picture", size=1)
    seen = MessageFile.objects.visible_to(staff).filter(pk=hanging.pk)
    before = seen.exists()

    safeguarding.report(person=author, message=message, reason="Wajah anak")
    reported = seen.exists()
    safeguarding.leave(steward=staff, message=message)

    assert (before, reported, seen.exists()) == (False, True, False)


def seated(room):
    person = make_person()
    Seat.objects.create(room=room, person=person)
    return person


def test_a_message_is_reported_by_form(client):
    room = make_room()
    make_steward(alliance=room.alliance)
    reader = make_speaker(room=room)
    say(room=room, author=make_speaker(room=room))
    client.force_login(reader)
    url = f"{room.get_absolute_url()}pesan/1/laporkan/"

    for reason in ("", "Menghina"):
        assert client.post(url, {"reason": reason}).status_code == 302

    assert Notice.objects.get().text == "Menghina"


def test_stewards_take_a_copy_with_a_reason_and_nobody_else_does(client):
    room = make_room()
    steward = make_steward(alliance=room.alliance)
    member = make_speaker(room=room)
    say(room=room, author=member, body="Tiga belas")
    url = f"{room.get_absolute_url()}ekspor/"

    client.force_login(member)
    refused = client.post(url, {"reason": "Arsip"})
    client.force_login(steward)
    without = client.post(url, {"reason": ""})
    taken = client.post(url, {"reason": "Arsip"})

    assert (refused.status_code, without.status_code) == (403, 302)
    assert taken.json()["pesan"][0]["pesan"] == "Tiga belas"
    assert JournalEntry.objects.get().reason == "Arsip"


def test_a_reason_as_long_as_the_browser_lets_it_be_is_taken(client):
    room = make_room()
    client.force_login(make_steward(alliance=room.alliance))
    lines = "\n".join(["Ruang sepi."] * 41 + ["Selesai!"])
    assert len(lines) == 500

    client.post(
        f"{room.get_absolute_url()}arsipkan/", {"reason": lines.replace("\n", "\r\n")}
    )

    assert Room.objects.get(pk=room.pk).archived_because == lines
