"""Closing a room that has done its work, and opening it again."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from alliances import realtime
from alliances.models import Room
from alliances.permissions import can_archive, can_reopen
from common import journal
from common.decisions import require


@transaction.atomic
def archive(*, steward: User, room: Room, reason: str) -> Room:
    """From now on nobody writes there; who could read it still does.

    The room's row is locked, as whoever speaks locks it: nothing is said after this.
    """
    room = Room.objects.locked(room)
    require(can_archive(steward, room))
    room.archived_at, room.archived_because = timezone.now(), reason
    return _noted("room_archived", steward, room, reason)


@transaction.atomic
def reopen(*, steward: User, room: Room, reason: str) -> Room:
    room = Room.objects.locked(room)
    require(can_reopen(steward, room))
    room.archived_at, room.archived_because = None, ""
    return _noted("room_reopened", steward, room, reason)


def _noted(deed: str, steward: User, room: Room, reason: str) -> Room:
    room.save(update_fields=["archived_at", "archived_because"])
    journal.record(deed=f"alliances.{deed}", subject=room, actor=steward, reason=reason)
    realtime.announce_standing(room)
    return room
