"""What is said in some rooms is kept for a time only."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from alliances.actions import attaching
from alliances.models import MessageFile, Room, RoomEvent

AT_ONCE = 2_000


def expire() -> int:
    """Delete what is past its room's days; the number of messages deleted.

    Their numbers stay taken; what happened to them and their files go along. A browser
    that asks from an earlier number is told how far it now has everything.
    """
    return sum(_expire_in(room) for room in Room.objects.filter(keeps_days__gt=0))


def _expire_in(room: Room) -> int:
    before = timezone.now() - timedelta(days=room.keeps_days or 0)
    younger = RoomEvent.objects.filter(thread=OuterRef("pk"), created_at__gte=before)
    past = room.events.messages().filter(created_at__lt=before)
    gone = _empty(past.filter(Exists(younger), deleted_at=None))
    old = past.exclude(Exists(younger))
    while keys := list(old.order_by("seq").values_list("pk", flat=True)[:AT_ONCE]):
        gone += _delete(room, keys)
    return gone


@transaction.atomic
def _empty(roots: QuerySet[RoomEvent]) -> int:
    """Words go when they are due; what is said beside them stays until it is, too."""
    keys = list(roots.values_list("pk", flat=True))
    attaching.take_away(MessageFile.objects.filter(message__in=keys))
    return RoomEvent.objects.filter(pk__in=keys).update(
        body="", html="", attached=[], reactions={}, deleted_at=timezone.now()
    )


@transaction.atomic
def _delete(room: Room, keys: list[int]) -> int:
    attaching.take_away(MessageFile.objects.filter(message__in=keys))
    room.events.filter(target__in=keys).delete()
    return room.events.filter(pk__in=keys).delete()[0]
