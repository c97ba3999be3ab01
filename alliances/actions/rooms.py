"""Speaking in a room."""

import re
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from alliances import realtime
from alliances.models import ReadPosition, Room, RoomEvent
from alliances.representation import spoken_for
from common import richtext
from common.decisions import Refused

PACE_MESSAGES = 30
PACE_WINDOW = timedelta(minutes=1)
# Left alone where Markdown already made it a link.
ADDRESS = re.compile(r"(?<![<(\[\"=])\bhttps?://[^\s<>]*[^\s<>.,;:!?)\"'\]]")
HEADING = re.compile(r"^(?=#)", re.MULTILINE)


class TooFast(Refused):
    """More messages in a minute than a person writes; it may be tried again."""


@transaction.atomic
def post_message(*, author: User, room: Room, client_id: UUID, body: str) -> RoomEvent:
    """Say something in a room, once however often it is asked, or raise `Refused`.

    The room row is locked, if the author may enter the room, which is also the right to
    speak there: its counter gives every event the next number.
    """
    shown = Room.objects.visible_to(author).filter(pk=room.pk)
    locked = shown.select_for_update(no_key=True, of=("self",)).first()
    mine = room.events.filter(author=author, client_id=client_id)
    if mine.values_list("pk", flat=True).first() is not None:
        return mine.with_names().get()
    if locked is None:
        raise Refused(_("Anda tidak lagi menjadi bagian dari ruang ini."))
    room = locked
    _require_pace(author)
    now = timezone.now()
    event = RoomEvent.objects.create(
        room=room,
        seq=room.next_seq(now),
        author=author,
        organization=spoken_for(author, room),
        client_id=client_id,
        body=body,
        html=as_html(body),
        created_at=now,
    )
    # Who has read all that was there has read their own words too.
    ReadPosition.objects.filter(room=room, person=author, seq=event.seq - 1).update(
        seq=event.seq
    )
    realtime.announce(event)
    return event


def as_html(body: str) -> str:
    """A message as it is shown: lines stay lines, addresses become links."""
    text = HEADING.sub(r"\\", body)
    text = ADDRESS.sub(lambda found: f"<{found[0]}>", text)
    return richtext.from_markdown(text.replace("\n", "  \n"))


def _require_pace(author: User) -> None:
    since = timezone.now() - PACE_WINDOW
    if RoomEvent.objects.filter(author=author, created_at__gte=since).count() >= (
        PACE_MESSAGES
    ):
        raise TooFast(_("Terlalu banyak pesan dalam semenit. Tunggu sebentar."))
