"""Messages that are reported and judged, and copies of rooms; all is journaled."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from alliances.actions import altering, outcomes
from alliances.caretakers import caretakers_of
from alliances.models import Report, Room, RoomEvent
from alliances.models.report import Outcome
from alliances.permissions import can_judge, can_steward
from common import journal
from common.decisions import Refused, require
from notices.actions import telling
from notices.actions.telling import Telling
from notices.readers import as_read_by


@transaction.atomic
def report(*, person: User, message: RoomEvent, reason: str) -> Report:
    """Have a message looked at by who looks after the alliance, whoever said it
    excepted; each of them is told once for each reporter.

    The author is not told who it was, and where reporters may go under a pseudonym,
    neither is the journal. Words that are gone need no looking at.
    """
    inside = Room.objects.visible_to(person).heard_from(person)
    room = inside.filter(pk=message.room_id).first()
    if room is None:
        raise Refused(_("Anda tidak lagi menjadi bagian dari ruang ini."))
    if message.deleted_at is not None:
        raise Refused(_("Pesan ini sudah tidak ada."))
    made, _is_new = Report.objects.get_or_create(
        message=message, person=person, settled_at=None, defaults={"reason": reason}
    )
    journal.record(
        deed="alliances.message_reported",
        subject=room,
        actor=None if room.masked_as else person,
        reason=reason,
        seq=message.seq,
    )
    told = caretakers_of(message.room, besides=message.speaker)
    telling.tell_all([_telling(made, caretaker) for caretaker in told])
    return made


def _telling(made: Report, caretaker: User) -> Telling:
    message = made.message
    with as_read_by(caretaker):
        title = _("Sebuah pesan di %(room)s dilaporkan") % {"room": message.room.name}
    return Telling(
        person_id=caretaker.pk,
        kind="alliances.report",
        title=title,
        text=made.reason,
        url=f"{_page_of(message.room)}#laporan-{made.pk}",
        key=f"alliances.report:{message.pk}:{made.person_id}",
        how="now",
    )


@transaction.atomic
def remove(*, steward: User, message: RoomEvent, reason: str) -> None:
    """Take a reported message away; its author reads the reason."""
    require(can_judge(steward, message))
    if not Report.objects.open().filter(message=message).exists():
        raise Refused(_("Laporan ini sudah selesai."))
    altering.remove(steward=steward, message=message, reason=reason)
    _settle(message, steward, Outcome.REMOVED)


@transaction.atomic
def leave(*, steward: User, message: RoomEvent) -> None:
    """It stays as it is: nothing is wrong with it, or it is gone already."""
    require(can_judge(steward, message))
    is_gone = message.deleted_at is not None
    _settle(message, steward, Outcome.REMOVED if is_gone else Outcome.LEFT)


def _settle(message: RoomEvent, steward: User, outcome: Outcome) -> None:
    """All that wait about it leave the list, once, and those who reported it hear."""
    waiting = Report.objects.open().filter(message=message)
    reports = list(waiting.with_people().select_for_update(of=("self",)))
    if not reports:
        return
    waiting.update(settled_at=timezone.now(), settled_by=steward, outcome=outcome)
    journal.record(
        deed="alliances.report_settled",
        subject=message.room,
        actor=steward,
        seq=message.seq,
        outcome=outcome,
    )
    outcomes.tell_reporters(message, reports, outcome)


def _page_of(room: Room) -> str:
    return reverse("alliances:stewards", args=[room.alliance.slug])


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
