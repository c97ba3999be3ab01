"""Telling stewards of a message, and taking a copy of a room; both are journaled."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from alliances.models import Room, RoomEvent
from alliances.permissions import can_steward
from common import journal
from common.decisions import Refused, require
from notices.actions import telling
from notices.actions.telling import Telling
from notices.readers import as_read_by


@transaction.atomic
def report(*, person: User, message: RoomEvent, reason: str) -> None:
    """Have the stewards look at a message; each of them is told once for each reporter.

    The author is not told who it was. Words that are gone need no looking at.
    """
    if not Room.objects.visible_to(person).filter(pk=message.room_id).exists():
        raise Refused(_("Anda tidak lagi menjadi bagian dari ruang ini."))
    if message.deleted_at is not None:
        raise Refused(_("Pesan ini sudah tidak ada."))
    journal.record(
        deed="alliances.message_reported",
        subject=message.room,
        actor=person,
        reason=reason,
        seq=message.seq,
    )
    stewards = User.objects.active().filter(
        stewardships__alliance=message.room.alliance_id
    )
    telling.tell_all(
        [_telling(message, steward, person, reason) for steward in stewards]
    )


def _telling(message: RoomEvent, steward: User, person: User, reason: str) -> Telling:
    with as_read_by(steward):
        title = _("Sebuah pesan di %(room)s dilaporkan") % {"room": message.room.name}
    return Telling(
        person_id=steward.pk,
        kind="alliances.report",
        title=title,
        text=reason,
        url=message.get_absolute_url(),
        key=f"alliances.report:{message.pk}:{person.pk}",
        how="now",
    )


@transaction.atomic
def export(*, steward: User, room: Room, reason: str) -> list[dict[str, Any]]:
    """All that is said in a room as it is now, for its stewards, with a reason."""
    require(can_steward(steward, room.alliance))
    journal.record(
        deed="alliances.room_exported",
        subject=room,
        actor=steward,
        reason=reason,
        messages=room.said,
    )
    return list(_lines(room))


def _lines(room: Room) -> Iterator[dict[str, Any]]:
    said = room.events.messages().with_names().select_related("thread").order_by("seq")
    for message in said.iterator(2_000):
        yield {
            "nomor": message.seq,
            "waktu": message.created_at.isoformat(),
            "penulis": message.name or None,
            "utas": message.thread.seq if message.thread else None,
            "organisasi": message.organization.name if message.organization else None,
            "menjawab": message.reply_to.seq if message.reply_to else None,
            "pesan": message.body,
            "lampiran": [each["name"] or each["family"] for each in message.attached],
            "dihapus": message.deleted_at is not None,
        }
