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
from alliances.actions import attaching, mentions, reading, threads
from alliances.models import Room, RoomEvent, RoomPseudonym
from alliances.permissions import can_attach, can_write
from alliances.representation import with_spoken_for
from common import richtext
from common.decisions import Refused, require
from common.prepared import prepared
from common.uploads.models import Upload
from network.models import Organization

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
        if locked is None:
            known = said_before(author=author, room=room, client_id=client_id)
            if known is None:
                raise Refused(_("Anda tidak lagi menjadi bagian dari ruang ini."))
            return known
        if _done(room.pk, author.pk, locked.masked_as, client_id):
            mine = room.events.filter(client_id=client_id)
            mine = mine.said_as(author.pk, locked.masked_as)
            return mine.with_names().get()
        _require_pace(author, locked)
        return deed(author=author, room=locked, client_id=client_id, **asked)

    return do


@prepared
def _locked(author: User, room: int) -> QuerySet[Room]:
    shown = Room.objects.filter(pk=room).visible_to(author).heard_from(author)
    read = with_spoken_for(shown, author)
    return read.select_for_update(no_key=True, of=("self",))


def _done(room: int, author: int, mask: UUID | None, client_id: UUID) -> bool:
    if mask is None:
        return bool(_done_by(room, author, client_id))
    mine = RoomEvent.objects.filter(room=room, client_id=client_id)
    return mine.said_as(author, mask).exists()


@prepared
def _done_by(room: int, author: int, client_id: UUID) -> QuerySet[RoomEvent, int]:
    mine = RoomEvent.objects.filter(room=room, author=author, client_id=client_id)
    return mine.values_list("pk", flat=True)


def said_before(*, author: User, room: Room, client_id: UUID) -> RoomEvent | None:
    """What this person said there under this id, whoever they are there by now."""
    said = room.events.filter(client_id=client_id).by(author)
    return said.with_names().first()


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


@once
def post_message(
    *,
    author: User,
    room: Room,
    client_id: UUID,
    body: str,
    reply_to: int | None = None,
    thread: int | None = None,
    files: Sequence[attaching.Ready] = (),
    openly: bool = False,
) -> RoomEvent:
    """Say something, perhaps in reply to an earlier message of the room, or beside one.

    What names its author elsewhere, as a proposal does, is said `openly`: under a
    pseudonym it would tell who that is.
    """
    if openly:
        room.masked_as = None
    require(can_write(room))
    require(can_attach(room, {each.upload.family for each in files}))
    hanging = attaching.unsaved(author=author, files=files)
    root = threads.root_of(room, thread)
    now = timezone.now()
    event = RoomEvent.objects.create(
        room=room,
        seq=room.next_seq(now, says=root is None),
        **signature(author, room, speaks=True),
        client_id=client_id,
        body=body,
        html=as_html(body),
        reply_to=_answered(room, reply_to),
        thread=root,
        attached=[each.as_shown() for each in hanging],
        created_at=now,
    )
    if hanging:
        attaching.hang(event, hanging, files)
    if root is not None:
        threads.grow(root, by=author, at=now)
    else:
        reading.have_read_own(author, event)
    mentions.tell(event)
    realtime.announce(event)
    return event


def signature(author: User, room: Room, *, speaks: bool = False) -> dict[str, Any]:
    """Who did it, as the row says it, and for whom they spoke: a pseudonym stands there
    instead of a person, and for nobody."""
    if room.masked_as is None:
        return {"author": author, **(_spoken_for(room) if speaks else {})}
    mask = RoomPseudonym(
        key=room.masked_as, room=room, person=author, name=room.masked_name or ""
    )
    return {"author": None, "pseudonym": mask}


def _spoken_for(room: Room) -> dict[str, Any]:
    """Their organisation; who has none there may be a guest, in some capacity."""
    if room.speaks_for:
        return {"organization": Organization(**room.speaks_for)}
    return {"is_guest": room.guest_as is not None, "capacity": room.guest_as or ""}


def as_html(body: str) -> str:
    """A message as it is shown: lines stay lines, addresses become links."""
    text = HEADING.sub(r"\\", body)
    text = ADDRESS.sub(lambda found: f"<{found[0]}>", text)
    return richtext.from_markdown(text.replace("\n", "  \n"))


def _answered(room: Room, seq: int | None) -> RoomEvent | None:
    """The message replied to; what has expired meanwhile is replied to no more."""
    if seq is None:
        return None
    return (
        room.events.messages()
        .select_related("author", "pseudonym")
        .filter(seq=seq)
        .first()
    )


def _require_pace(author: User, room: Room) -> None:
    since = timezone.now() - PACE_WINDOW
    if room.masked_as is None:
        lately = len(_lately(author.pk, since))
    else:
        spoken = RoomEvent.objects.filter(created_at__gte=since)
        lately = spoken.said_as(author.pk, room.masked_as).count()
    if lately >= PACE_MESSAGES:
        raise TooFast(_("Terlalu banyak pesan dalam semenit. Tunggu sebentar."))


@prepared
def _lately(author: int, since: datetime) -> QuerySet[RoomEvent, int]:
    asked = RoomEvent.objects.filter(author=author, created_at__gte=since)
    return asked.values_list("pk", flat=True).order_by()
