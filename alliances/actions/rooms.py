"""Speaking in a room."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from alliances import realtime
from alliances.actions import attaching, mentions
from alliances.models import ReadPosition, Room, RoomEvent
from alliances.representation import spoken_for
from common import richtext
from common.decisions import Refused
from common.prepared import prepared
from common.uploads.models import Upload

PACE_MESSAGES = 30
PACE_WINDOW = timedelta(minutes=1)
# Left alone where Markdown already made it a link.
ADDRESS = re.compile(r"(?<![<(\[\"=])\bhttps?://[^\s<>]*[^\s<>.,;:!?)\"'\]]")
HEADING = re.compile(r"^(?=#)", re.MULTILINE)
Deed = Callable[..., RoomEvent]


class TooFast(Refused):
    """More in a minute than a person writes; it may be tried again."""


def once(deed: Deed) -> Deed:
    """Do a deed in the room's order, and once however often it is asked, or `Refused`.

    The room row is locked, if the author may enter the room, which is also the right to
    speak there: its counter gives every event the next number.
    """

    @wraps(deed)
    @transaction.atomic
    def do(*, author: User, room: Room, client_id: UUID, **asked: Any) -> RoomEvent:
        locked = next(iter(_locked(author, room.pk)), None)
        if _done(room.pk, author.pk, client_id):
            mine = room.events.filter(author=author, client_id=client_id)
            return mine.with_names().get()
        if locked is None:
            raise Refused(_("Anda tidak lagi menjadi bagian dari ruang ini."))
        _require_pace(author)
        return deed(author=author, room=locked, client_id=client_id, **asked)

    return do


@prepared
def _locked(author: User, room: int) -> QuerySet[Room]:
    shown = Room.objects.visible_to(author).filter(pk=room)
    return shown.select_for_update(no_key=True, of=("self",))


@prepared
def _done(room: int, author: int, client_id: UUID) -> QuerySet[RoomEvent, int]:
    mine = RoomEvent.objects.filter(room=room, author=author, client_id=client_id)
    return mine.values_list("pk", flat=True)


def say(
    *,
    author: User,
    client_id: UUID,
    room: Room,
    files: Sequence[Upload] = (),
    **asked: Any,
) -> RoomEvent:
    """`post_message`; pictures are made anew before the room is locked, since that
    takes a while."""
    ready = attaching.made_ready(files)
    return post_message(
        author=author, room=room, client_id=client_id, files=ready, **asked
    )


def said_before(*, author: User, room: Room, client_id: UUID) -> RoomEvent | None:
    """What this person said there under this name."""
    return room.events.filter(author=author, client_id=client_id).first()


@once
def post_message(
    *,
    author: User,
    room: Room,
    client_id: UUID,
    body: str,
    reply_to: int | None = None,
    files: Sequence[attaching.Ready] = (),
) -> RoomEvent:
    """Say something, perhaps in reply to an earlier message of the room."""
    hanging = attaching.unsaved(author=author, files=files)
    now = timezone.now()
    event = RoomEvent.objects.create(
        room=room,
        seq=room.next_seq(now),
        author=author,
        organization=spoken_for(author, room),
        client_id=client_id,
        body=body,
        html=as_html(body),
        reply_to=_answered(room, reply_to),
        attached=[each.as_shown() for each in hanging],
        created_at=now,
    )
    if hanging:
        attaching.hang(event, hanging, files)
    # Who has read all that was there has read their own words too.
    ReadPosition.objects.filter(room=room, person=author, said=room.said - 1).update(
        seq=event.seq, said=room.said
    )
    mentions.tell(event)
    realtime.announce(event)
    return event


def as_html(body: str) -> str:
    """A message as it is shown: lines stay lines, addresses become links."""
    text = HEADING.sub(r"\\", body)
    text = ADDRESS.sub(lambda found: f"<{found[0]}>", text)
    return richtext.from_markdown(text.replace("\n", "  \n"))


def _answered(room: Room, seq: int | None) -> RoomEvent | None:
    """The message replied to; what has expired meanwhile is replied to no more."""
    if seq is None:
        return None
    return room.events.messages().select_related("author").filter(seq=seq).first()


def _require_pace(author: User) -> None:
    lately = _lately(author.pk, timezone.now() - PACE_WINDOW)
    if len(lately) >= PACE_MESSAGES:
        raise TooFast(_("Terlalu banyak pesan dalam semenit. Tunggu sebentar."))


@prepared
def _lately(author: int, since: datetime) -> QuerySet[RoomEvent, int]:
    asked = RoomEvent.objects.filter(author=author, created_at__gte=since)
    return asked.values_list("pk", flat=True).order_by()
