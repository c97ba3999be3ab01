"""A room that is archived is read as before, and nobody writes there."""

from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.urls import reverse

from alliances import asking
from alliances.actions import archiving, furnishing, safeguarding
from alliances.decisions.permissions import can_propose
from alliances.models import Room
from alliances.permissions import can_choose_pseudonym, can_make_topic
from alliances.tests.factories import make_room, make_speaker, make_steward, say
from alliances.tests.test_sockets import entered, until
from common.decisions import Refused
from common.models import JournalEntry

WHY = "Musyawarahnya sudah selesai."


def test_in_an_archived_room_nobody_writes_and_own_words_can_be_taken_back(db):
    room, steward, member = archived()
    client_id = str(room.events.get(seq=1).client_id)
    wanted: dict[str, dict[str, Any]] = {
        "message": {"body": "Masih ada yang membaca?"},
        "edit": {"target": 1, "body": "Lain"},
        "react": {"target": 1, "sign": "setuju"},
    }

    said = {kind: asked(kind, member, room, **given) for kind, given in wanted.items()}
    said["pin"] = asked("pin", steward, room, target=2)
    again = asked("message", member, room, body="Selamat.", client_id=client_id)
    gone = asked("delete", member, room, target=1)

    for answer in said.values():
        assert (answer.status, answer.frame["code"]) == (422, "forbidden")
        assert "diarsipkan" in answer.frame["message"]
    assert again.frame["seq"] == 1
    assert (gone.frame["type"], gone.frame["seq"]) == ("ack", 3)
    room.refresh_from_db()
    with pytest.raises(Refused, match="diarsipkan"):
        furnishing.arrange(
            steward=steward,
            room=room,
            name="X",
            kind="members",
            purpose="",
            keeps_days=7,
        )
    room.allows_pseudonyms = True
    for refused in (
        can_make_topic(member, room),
        can_choose_pseudonym(member, room),
        can_propose(member, room.alliance, room),
    ):
        assert "diarsipkan" in refused.reason


def test_stewards_archive_and_reopen_with_a_reason_and_nobody_else(db):
    room, steward, member = archived()

    with pytest.raises(Refused, match="sudah diarsipkan"):
        archiving.archive(steward=steward, room=room, reason=WHY)
    with pytest.raises(Refused, match="pengurus"):
        archiving.reopen(steward=member, room=room, reason="Rindu")
    archiving.reopen(steward=steward, room=room, reason="Ada kabar baru")

    assert asked("message", member, room, body="Kembali.").is_done
    entries = JournalEntry.objects.order_by("pk").values_list("deed", "reason")
    assert list(entries) == [
        ("alliances.room_archived", WHY),
        ("alliances.room_reopened", "Ada kabar baru"),
    ]
    with pytest.raises(Refused, match="pengurus"):
        archiving.archive(steward=member, room=room, reason=WHY)


def test_an_archived_room_stands_apart_is_read_searched_and_copied(db, client):
    room, steward, member = archived()
    beside = make_room(alliance=room.alliance)
    client.force_login(member)

    page = client.get(room.get_absolute_url()).text
    found = client.get(f"{room.get_absolute_url()}cari/", {"kata": "rapat"}).text
    polled = client.get(f"{room.get_absolute_url()}peristiwa/?setelah=0").json()
    listed = client.get(beside.get_absolute_url()).text
    home = client.get(room.alliance.get_absolute_url()).text

    assert WHY in page.split('id="archived"')[1].split("</p>")[0]
    assert 'id="composer" hidden' in page
    assert "Rapat pukul dua." in page
    assert "Rapat pukul dua." in found
    assert (polled["archived"], polled["reason"]) == (True, WHY)
    assert listed.index(beside.name) < listed.index("Arsip (1)")
    assert 'id="composer" hidden' not in listed
    assert "Arsip: 1 ruang" in home
    assert len(safeguarding.export(steward=steward, room=room, reason="Laporan")) == 2


def test_rooms_are_archived_and_opened_by_form(db, client):
    room = make_room()
    client.force_login(make_steward(alliance=room.alliance))
    names = [room.alliance.slug, room.slug]
    archive = reverse("alliances:archive_room", args=names)

    for reason, is_archived in (("", False), (WHY, True)):
        assert client.post(archive, {"reason": reason}).status_code == 302
        assert Room.objects.get(pk=room.pk).is_archived is is_archived
    arranged = client.get(reverse("alliances:arrange", args=names)).text
    client.post(reverse("alliances:reopen_room", args=names), {"reason": "Perlu"})

    assert WHY in arranged
    assert "Buka lagi ruang ini" in arranged
    assert not Room.objects.get(pk=room.pk).is_archived
    client.force_login(make_speaker(room=room))
    assert client.post(archive, {"reason": WHY}).status_code == 302
    assert not Room.objects.get(pk=room.pk).is_archived


@pytest.mark.django_db(transaction=True)
def test_open_sockets_learn_at_once_and_those_that_come_later_too():
    room = make_room()
    steward, member = make_steward(alliance=room.alliance), make_speaker(room=room)

    async def listen():
        one = await entered(room, member)
        archive = sync_to_async(archiving.archive)
        await archive(steward=steward, room=room, reason=WHY)
        told = await until(one, "archived")
        await one.send_json_to({"type": "after", "seq": 0})
        ready = await until(one, "ready")
        await sync_to_async(archiving.reopen)(steward=steward, room=room, reason="Ya")
        opened = await until(one, "archived")
        await one.disconnect()
        return told, ready, opened

    told, ready, opened = async_to_sync(listen)()

    assert told == {"type": "archived", "archived": True, "reason": WHY}
    assert (ready["archived"], ready["reason"]) == (True, WHY)
    assert opened == {"type": "archived", "archived": False, "reason": ""}


def archived():
    """A room with words of a member and of a steward, archived since."""
    room = make_room()
    steward, member = make_steward(alliance=room.alliance), make_speaker(room=room)
    say(room=room, author=member, body="Selamat.")
    say(room=room, author=steward, body="Rapat pukul dua.")
    return archiving.archive(steward=steward, room=room, reason=WHY), steward, member


def asked(kind, author, room, **content):
    content = {"client_id": str(uuid4()), **content}
    return asking.ask(kind, author=author, room=room, content=content)
