"""What is said in some rooms is kept for a time only."""

from datetime import timedelta

from django.utils import timezone

from alliances.models import Room

AT_ONCE = 2_000


def expire() -> int:
    """Delete what is past its room's days; the number of messages deleted.

    Their numbers stay taken, and what happened to them goes along. A browser that asks
    from an earlier number is told how far it now has everything.
    """
    return sum(_expire_in(room) for room in Room.objects.filter(keeps_days__gt=0))


def _expire_in(room: Room) -> int:
    before = timezone.now() - timedelta(days=room.keeps_days or 0)
    old = room.events.messages().filter(created_at__lt=before)
    gone = 0
    while keys := list(old.order_by("seq").values_list("pk", flat=True)[:AT_ONCE]):
        room.events.filter(target__in=keys).delete()
        gone += room.events.filter(pk__in=keys).delete()[0]
    return gone
