"""Bringing a proposal into a room, to talk about it there."""

from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from alliances.actions import rooms
from alliances.decisions.models import Proposal
from alliances.models import Room, RoomEvent
from common.decisions import Refused


@transaction.atomic
def bring(*, person: User, proposal: Proposal, room: Room) -> RoomEvent:
    """A message that leads here. What belongs to one room is brought to no other."""
    if room.alliance_id != proposal.alliance_id:
        raise Refused(_("Ruang ini milik aliansi lain."))
    if proposal.room_id not in (None, room.pk):
        raise Refused(_("Usulan ini hanya untuk orang di ruangnya sendiri."))
    title = proposal.title.replace("[", "(").replace("]", ")")
    body = _("Mari bicarakan usulan ini: %(title)s") % {
        "title": f"[{title}]({proposal.get_absolute_url()})"
    }
    return rooms.post_message(
        author=person, room=room, client_id=uuid4(), body=body, openly=True
    )
