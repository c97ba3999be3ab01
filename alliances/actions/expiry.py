"""What is said in some rooms is kept for a time only."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone

from alliances.models import (
    MessageFile,
    ReadPosition,
    Room,
    RoomEvent,
    ThreadPosition,
)

AT_ONCE = 2_000


def expire() -> int:
    """Delete what is past its room's days; the number of messages deleted.

    Their numbers stay taken; what happened to them and their files go along. A browser
    that asks from an earlier number is told how far it now has everything.
    """
    return sum(_expire_in(room) for room in Room.objects.filter(keeps_days__gt=0))


def past_in(room: Room, keeps_days: int) -> QuerySet[RoomEvent]:
    """The words that would go at once if the room kept them for so many days."""
    said = room.events.messages().filter(deleted_at=None)
    return said.filter(created_at__lt=_bound(keeps_days))


def _bound(keeps_days: int) -> datetime:
    return timezone.now() - timedelta(days=keeps_days)


def _expire_in(room: Room) -> int:
    before = _bound(room.keeps_days or 0)
    past = room.events.messages().filter(created_at__lt=before)
    younger = RoomEvent.objects.filter(thread=OuterRef("pk"), created_at__gte=before)
    gone = _empty(past.filter(Exists(younger), deleted_at=None))
    old = past.exclude(Exists(younger))
    while keys := list(old.order_by("seq").values_list("pk", flat=True)[:AT_ONCE]):
        gone += delete(room, old, keys)
    return gone


@transaction.atomic
def _empty(roots: QuerySet[RoomEvent]) -> int:
    """Words go when they are due; what is said beside them stays until it is, too."""
    keys = list(roots.values_list("pk", flat=True))
    MessageFile.objects.filter(message__in=keys).delete()
    return RoomEvent.objects.filter(pk__in=keys).update(
        body="",
        html="",
        attached=[],
        reactions={},
        pinned_at=None,
        deleted_at=timezone.now(),
    )


@transaction.atomic
def delete(room: Room, old: QuerySet[RoomEvent], keys: list[int]) -> int:
    """The room is locked first, as whoever speaks does: its counters fall along. What
    was answered since the keys were chosen is no longer among the old, and stays.
    """
    Room.objects.select_for_update(no_key=True).get(pk=room.pk)
    keys = list(old.filter(pk__in=keys).values_list("pk", flat=True))
    going = room.events.filter(pk__in=keys)
    _count_down(room, going)
    room.events.filter(target__in=keys).delete()
    return going.delete()[1].get(RoomEvent._meta.label, 0)


def _count_down(room: Room, going: QuerySet[RoomEvent]) -> None:
    """What is gone counts as unread for nobody: it was said first, so it is taken from
    what each has read first."""
    beside = going.filter(thread__isnull=False).values_list("thread")
    for root, gone in beside.annotate(gone=Count("pk")).order_by():
        roots = RoomEvent.objects.filter(pk=root)
        roots.update(thread_said=_less("thread_said", gone))
        ThreadPosition.objects.filter(root=root).update(said=_less("said", gone))
    gone = going.filter(thread=None).count()
    Room.objects.filter(pk=room.pk).update(said=_less("said", gone))
    ReadPosition.objects.filter(room=room).update(said=_less("said", gone))


def _less(counter: str, gone: int) -> Greatest:
    return Greatest(F(counter) - gone, 0)
