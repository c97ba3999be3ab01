"""Stewards are told of messages, and copies of rooms are journaled."""

import pytest
from django.urls import reverse

from accounts.tests.factories import make_person
from alliances.actions import safeguarding
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
    done = reverse("alliances:settle_report", args=[room.alliance.slug, made.pk])
    assert Notice.objects.get().person == staff
    client.force_login(steward)
    assert "Menghina" not in client.get(page).text
    assert client.post(done).status_code == 404
    client.force_login(staff)
    assert "Kata kasar" in client.get(page).text
    assert client.post(done).status_code == 302
    assert "Menghina" not in client.get(page).text
    assert JournalEntry.objects.get(actor=staff).deed == "alliances.report_settled"


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
