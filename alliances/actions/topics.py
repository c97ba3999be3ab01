"""What was said in a room becomes a topic of the forum, for the same people."""

from collections.abc import Iterable
from uuid import uuid4

from django.db import transaction
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from accounts.models import User
from alliances.actions import audiences, rooms
from alliances.models import Alliance, Room, RoomEvent
from alliances.permissions import can_make_topic
from common.decisions import Refused, require
from forum.actions import places
from forum.actions import topics as forum_topics
from forum.models import Forum, Topic

MOST_QUOTED = 30
PARENT = "komunikasi"


@transaction.atomic
def make_topic(
    *, author: User, room: Room, title: str, body: str, seqs: Iterable[int]
) -> Topic:
    """Open a topic that quotes these messages, and say so in the room.

    Nobody reads it who may not enter the room: the forum's audience is of those alone.
    """
    shown = Room.objects.visible_to(author).select_related("alliance")
    inside = shown.filter(pk=room.pk).first()
    if inside is None:
        raise Refused(_("Anda tidak lagi menjadi bagian dari ruang ini."))
    require(can_make_topic(author, inside))
    said = inside.events.messages().with_names().filter(seq__in=set(seqs))
    quoted = list(said.filter(deleted_at=None).order_by("seq")[: MOST_QUOTED + 1])
    if not quoted:
        raise Refused(_("Pilih sedikitnya satu pesan."))
    if len(quoted) > MOST_QUOTED:
        raise Refused(_("Pilih paling banyak 30 pesan."))
    topic = forum_topics.open_topic(
        author=author,
        place=place_of(inside),
        title=title,
        body="\n\n".join([body, *map(_quote, quoted)]).strip(),
        origin=quoted[0],
    )
    link = _("Jadi topik di forum: [%(title)s](%(url)s)")
    rooms.post_message(
        author=author,
        room=inside,
        client_id=uuid4(),
        body=link % {"title": title.replace("]", ")"), "url": topic.get_absolute_url()},
        reply_to=quoted[0].seq,
        openly=True,
    )
    return topic


def place_of(room: Room) -> Forum:
    """The forum whose readers are people of this room: of the alliance where all its
    members enter, else of the room alone."""
    if room.kind in Room.SHARED:
        return place_of_all(room.alliance)
    return places.ensure_place(
        name=room.audience_name,
        title=f"{room.alliance.name}: {room.name}",
        parent=PARENT,
        audience=audiences.fill_room(room),
        moderators=audiences.fill_caretakers_of(room),
    )


def place_of_all(alliance: Alliance) -> Forum:
    """The forum whose readers are all people of the alliance."""
    return places.ensure_place(
        name=alliance.audience_name,
        title=alliance.name,
        parent=PARENT,
        audience=audiences.fill(alliance),
        moderators=audiences.fill_caretakers(alliance),
    )


def _quote(message: RoomEvent) -> str:
    """Whose words, when, and the words; the hour leads back to the room."""
    at = formats.date_format(timezone.localtime(message.created_at), "j F Y, H.i")
    name = message.name or _("Anggota yang sudah pergi")
    head = f"**{name}**, [{at}]({message.get_absolute_url()})"
    lines = [head, "", *message.excerpt.splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in lines)
