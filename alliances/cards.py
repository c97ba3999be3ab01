"""Messages as rooms show them: all by value, so that each is drawn once for all."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from accounts.models import User
from alliances.models import Room, RoomEvent
from alliances.voices import mark_of, voice_in, voice_of
from common.templatetags.lokadaya import kept
from forum import shown_files
from forum.shown_files import ShownFile, ShownPicture


class Quoted(NamedTuple):
    """The message that is answered; without words when it was deleted."""

    seq: int
    voice: str
    name: str
    body: str | None


class Sign(NamedTuple):
    """One sign under a message, and the voices that gave it."""

    name: str
    picture: str
    label: str
    voices: tuple[str, ...]
    is_mine: bool

    @property
    def who(self) -> str:
        return " ".join(self.voices)


class MessageCard(NamedTuple):
    """One message as it is now (docs/decisions/0008-what-is-drawn-once.md).

    Only whether it and its signs are the reader's own differs from one to the next.
    """

    seq: int
    voice: str
    # Empty once the account is gone.
    name: str
    # For whom it was said, or as what a guest said it.
    organization: str
    at: datetime
    html: str
    quoted: Quoted | None
    signs: tuple[Sign, ...]
    is_mine: bool
    is_edited: bool
    is_deleted: bool
    is_pinned: bool
    pictures: tuple[ShownPicture, ...] = ()
    files: tuple[ShownFile, ...] = ()
    is_masked: bool = False
    is_guest: bool = False
    is_unheard: bool = False
    thread_said: int = 0


def drawn(
    event: RoomEvent,
    reader: User | None = None,
    room: Room | None = None,
    *,
    alone: bool = False,
    saves_data: bool = False,
) -> SafeString:
    """A message read `with_names`, in a room as its reader has it; `alone`, nothing can
    be done with it.

    For who saves data, a picture is a place that says how heavy it is.
    """
    return kept(
        "alliances/_message.html",
        card=card_of(event, reader, room),
        alone=alone,
        saves_data=saves_data and bool(event.attached),
    )


def drawn_in_order(
    events: Iterable[RoomEvent],
    reader: User,
    room: Room,
    *,
    new_from: int,
    saves_data: bool = False,
) -> SafeString:
    """`drawn`, one below the other, with a line above the first that is new.

    Not a loop of a template, which for fifty takes longer than what it draws.
    """
    parts: list[SafeString] = []
    for event in events:
        if event.seq == new_from:
            parts.append(kept("alliances/_new_from.html"))
        parts.append(drawn(event, reader, room, saves_data=saves_data))
    return mark_safe("".join(parts))  # noqa: S308


def card_of(
    event: RoomEvent, reader: User | None, room: Room | None = None
) -> MessageCard:
    is_deleted = event.deleted_at is not None
    unheard = room.unheard if room else []
    voice = voice_of(event)
    is_unheard = voice in unheard
    attached = [] if is_unheard else event.attached
    return MessageCard(
        seq=event.seq,
        voice=voice,
        name=event.name,
        organization=event.said_for,
        at=event.created_at,
        html="" if is_deleted or is_unheard else event.html,
        quoted=None if is_deleted or is_unheard else _quoted(event.reply_to, unheard),
        signs=_signs(event, _mark(reader, room)) if event.reactions else (),
        is_mine=reader is not None and event.is_by(reader),
        is_edited=event.edited_at is not None,
        is_deleted=is_deleted,
        is_pinned=event.pinned_at is not None,
        pictures=shown_files.pictures(attached, "alliances"),
        files=shown_files.others(attached, "alliances"),
        is_masked=event.pseudonym_id is not None,
        is_guest=event.is_guest,
        is_unheard=is_unheard,
        thread_said=event.thread_said,
    )


def _mark(reader: User | None, room: Room | None) -> str:
    if reader is None:
        return ""
    return mark_of(voice_in(room, reader).key if room else str(reader.sub))


def _quoted(event: RoomEvent | None, unheard: Collection[str]) -> Quoted | None:
    if event is None:
        return None
    voice = voice_of(event)
    is_shown = event.deleted_at is None and voice not in unheard
    return Quoted(event.seq, voice, event.name, event.excerpt if is_shown else None)


def _signs(event: RoomEvent, mark: str) -> tuple[Sign, ...]:
    return tuple(
        Sign(
            each.name, each.picture, each.label, tuple(each.voices), mark in each.voices
        )
        for each in event.given
    )
