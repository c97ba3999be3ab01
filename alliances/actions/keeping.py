"""Changing for how long a room keeps what is said: what follows, and telling so."""

from uuid import uuid4

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from alliances.actions import expiry, rooms
from alliances.models import Room, RoomEvent
from forum.summaries import quoting


def consequence(room: Room, keeps_days: int | None) -> str:
    """What happens to the words that are there, in a sentence for who decides it."""
    told = _("Orang di ruang ini akan diberi tahu.")
    if keeps_days is None or (room.keeps_days and keeps_days > room.keeps_days):
        longer = _(
            "Yang ditulis dengan janji dihapus sesudah %(time)s akan tersimpan lebih"
            " lama."
        )
        return f"{longer % {'time': room.get_keeps_days_display()}} {told}"
    going = expiry.past_in(room, keeps_days).count()
    shorter = ngettext(
        "%(n)d pesan dihapus dalam satu jam dan tidak dapat dikembalikan.",
        "%(n)d pesan dihapus dalam satu jam dan tidak dapat dikembalikan.",
        going,
    )
    return " ".join([shorter % {"n": going}, *_staying(room), told])


def _staying(room: Room) -> list[str]:
    """What is in the forum already is not taken back by a setting: it is named."""
    topics = quoting(room.events.all()).count()
    if not topics:
        return []
    said = ngettext(
        "%(n)d topik di forum mengutip ruang ini dan tetap ada; hapuslah di sana bila"
        " perlu.",
        "%(n)d topik di forum mengutip ruang ini dan tetap ada; hapuslah di sana bila"
        " perlu.",
        topics,
    )
    return [said % {"n": topics}]


def announce(steward: User, room: Room) -> RoomEvent:
    """Say in the room how long its words are kept from now on."""
    if room.keeps_days:
        body = _("Mulai sekarang pesan di ruang ini dihapus sesudah %(time)s.")
        body %= {"time": room.get_keeps_days_display()}
    else:
        body = _("Mulai sekarang pesan di ruang ini disimpan selamanya.")
    return rooms.post_message(
        author=steward, room=room, client_id=uuid4(), body=body, openly=True
    )
