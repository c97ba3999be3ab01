"""Messages as rooms show them: all by value, so that each is drawn once for all."""

from datetime import datetime
from typing import NamedTuple

from django.utils.safestring import SafeString

from accounts.models import User
from alliances.models import RoomEvent
from alliances.voices import mark_of, voice_of
from common.templatetags.lokadaya import kept
from forum import shown_files
from forum.shown_files import ShownFile, ShownPicture


class Quoted(NamedTuple):
    """The message that is answered; without words when it was deleted."""

    seq: int
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


def drawn(
    event: RoomEvent,
    reader: User | None = None,
    *,
    alone: bool = False,
    saves_data: bool = False,
) -> SafeString:
    """A message read `with_names`; `alone`, nothing can be done with it.

    For who saves data, a picture is a place that says how heavy it is.
    """
    return kept(
        "alliances/_message.html",
        card=card_of(event, reader),
        alone=alone,
        saves_data=saves_data and bool(event.attached),
    )


def card_of(event: RoomEvent, reader: User | None) -> MessageCard:
    is_deleted = event.deleted_at is not None
    return MessageCard(
        seq=event.seq,
        voice=voice_of(event),
        name=event.author.name if event.author else "",
        organization=event.organization.name if event.organization else "",
        at=event.created_at,
        html="" if is_deleted else event.html,
        quoted=None if is_deleted else _quoted(event.reply_to),
        signs=_signs(event, mark_of(reader) if reader else ""),
        is_mine=reader is not None and event.author_id == reader.pk,
        is_edited=event.edited_at is not None,
        is_deleted=is_deleted,
        is_pinned=event.pinned_at is not None,
        pictures=shown_files.pictures(event.attached, "alliances"),
        files=shown_files.others(event.attached, "alliances"),
    )


def _quoted(event: RoomEvent | None) -> Quoted | None:
    if event is None:
        return None
    name = event.author.name if event.author else ""
    return Quoted(event.seq, name, None if event.deleted_at else event.excerpt)


def _signs(event: RoomEvent, mark: str) -> tuple[Sign, ...]:
    return tuple(
        Sign(
            each.name, each.picture, each.label, tuple(each.voices), mark in each.voices
        )
        for each in event.given
    )
