"""Remembering how far a person has read."""

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from accounts.models import User
from alliances.models import ReadPosition, Room, RoomEvent


@transaction.atomic
def mark_read(*, person: User, room: Room, seq: int) -> None:
    """Move the person's position on; never back, never beyond what was said."""
    seq = min(seq, room.last_seq)
    said = room.said
    if seq < room.last_seq:
        later = room.events.in_the_open().after(seq)
        said -= later.filter(seq__lte=room.last_seq).count()
    positions = ReadPosition.objects.filter(room=room, person=person)
    if not positions.update(
        seq=Greatest(F("seq"), seq), said=Greatest(F("said"), said)
    ):
        ReadPosition.objects.bulk_create(
            [ReadPosition(room=room, person=person, seq=seq, said=said)],
            ignore_conflicts=True,
        )


def have_read_own(author: User, event: RoomEvent) -> None:
    """Who has read all that was there has read their own words too."""
    said = event.room.said
    ReadPosition.objects.filter(
        room=event.room_id, person=author, said=said - 1
    ).update(seq=event.seq, said=said)
