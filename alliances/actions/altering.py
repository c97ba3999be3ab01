"""Changing what was said: editing, deleting, reacting, pinning.

Each is an event of its own in the room's sequence. The message is changed in the same
transaction, under the room's lock, so that there is one order of what happened to it.

It is signed as the message is, since only its author could have done it: another name
there would tell whose that is. What stewards do as stewards is done under their own.
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from alliances import realtime
from alliances.actions import mentions, outcomes
from alliances.actions.rooms import as_html, once, signature
from alliances.models import MessageFile, Room, RoomEvent
from alliances.permissions import (
    can_alter,
    can_delete,
    can_judge,
    can_pin,
    can_write,
)
from alliances.voices import mark_of, voice_in
from common import journal
from common.decisions import Refused, no, require

MOST_PINNED = 20


@once
def edit(
    *, author: User, room: Room, client_id: UUID, target: int, body: str
) -> RoomEvent:
    """Put other words in place of one's own; the old ones are not kept."""
    message = _message(room, target)
    require(can_alter(author, message))
    _sign_as_said(message)
    told = mentions.named_in(message)
    message.body, message.html = body, as_html(body)
    message.edited_at = timezone.now()
    message.save(update_fields=["body", "html", "edited_at"])
    mentions.tell(message, besides=told)
    return _happened(message, RoomEvent.Kind.EDIT, author, client_id)


@once
def delete(*, author: User, room: Room, client_id: UUID, target: int) -> RoomEvent:
    """Take a message's words away for good; its number and its author stay."""
    message = _message(room, target)
    require(can_delete(author, message))
    if message.is_by(author):
        _sign_as_said(message)
        _empty(message)
    else:
        _empty_anothers(message, author)
    return _happened(message, RoomEvent.Kind.DELETION, author, client_id)


@transaction.atomic
def remove(*, steward: User, message: RoomEvent, reason: str) -> RoomEvent:
    """`delete` what was reported, for who looks after it and need not be inside."""
    room = Room.objects.locked(message.room)
    message = _message(room, message.seq)
    require(can_judge(steward, message))
    _empty_anothers(message, steward, reason)
    return _happened(message, RoomEvent.Kind.DELETION, steward, None)


@once
def react(
    *,
    author: User,
    room: Room,
    client_id: UUID,
    target: int,
    sign: str,
    on: bool | None = None,
) -> RoomEvent:
    """Give a sign or take it back; without `on`, the other of what it was."""
    require(can_write(room))
    message = _message(room, target)
    mark = mark_of(voice_in(room, author).key)
    given = [voice for voice in message.reactions.get(sign, []) if voice != mark]
    was_on = len(given) < len(message.reactions.get(sign, []))
    if not was_on if on is None else on:
        given.append(mark)
    message.reactions = {**message.reactions, sign: given}
    message.save(update_fields=["reactions"])
    return _happened(message, RoomEvent.Kind.REACTION, author, client_id, sign)


@once
def pin(
    *,
    author: User,
    room: Room,
    client_id: UUID,
    target: int,
    on: bool | None = None,
) -> RoomEvent:
    """Keep a message in sight at the head of the room, or no longer."""
    message = _message(room, target)
    require(can_pin(author, message))
    _sign_openly(room)
    pins = message.pinned_at is None if on is None else on
    if pins and room.events.pinned().count() >= MOST_PINNED:
        require(no(_("Sematan sudah penuh. Lepaskan satu dulu.")))
    message.pinned_at = timezone.now() if pins else None
    message.save(update_fields=["pinned_at"])
    return _happened(message, RoomEvent.Kind.PIN, author, client_id)


def _message(room: Room, seq: int) -> RoomEvent:
    """The message that is to change, still there and with its words."""
    message = room.events.messages().with_names().filter(seq=seq).first()
    if message is None or message.deleted_at is not None:
        raise Refused(_("Pesan ini sudah tidak ada."))
    message.room = room
    return message


def _empty(message: RoomEvent) -> None:
    message.body = message.html = ""
    message.reactions, message.attached = {}, []
    message.edited_at = message.pinned_at = None
    message.deleted_at = timezone.now()
    message.save(
        update_fields=[
            *("body", "html", "reactions", "attached"),
            *("edited_at", "pinned_at", "deleted_at"),
        ]
    )
    MessageFile.objects.filter(message=message).delete()


def _empty_anothers(message: RoomEvent, steward: User, reason: str = "") -> None:
    """Openly, journaled, and told to whoever said it."""
    _sign_openly(message.room)
    _empty(message)
    journal.record(
        deed="alliances.message_deleted",
        subject=message.room,
        actor=steward,
        person=message.author,
        reason=reason,
        seq=message.seq,
    )
    outcomes.tell_author(message, reason)


def _sign_as_said(message: RoomEvent) -> None:
    message.room.masked_as = message.pseudonym_id


def _sign_openly(room: Room) -> None:
    room.masked_as = None


def _happened(
    message: RoomEvent,
    kind: str,
    author: User,
    client_id: UUID | None,
    sign: str = "",
) -> RoomEvent:
    """Number what happened to a message, and show the message as it is now."""
    now = timezone.now()
    event = RoomEvent.objects.create(
        room=message.room,
        seq=message.room.next_seq(now, says=False),
        kind=kind,
        **signature(author, message.room),
        client_id=client_id,
        target=message,
        sign=sign,
        created_at=now,
    )
    realtime.announce(event)
    return event
