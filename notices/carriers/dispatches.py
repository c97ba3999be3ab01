"""One notice by itself, over one channel: what is the same for every channel."""

from collections.abc import Iterable
from datetime import datetime

from notices import standing
from notices.carriers.base import Carrier, Unwanted
from notices.kinds import group_of
from notices.models import Channel, Dispatch
from notices.models.outgoing import OutgoingQuerySet


class DispatchCarrier(Carrier[Dispatch]):
    channel: Channel

    def rows(self) -> OutgoingQuerySet[Dispatch]:
        return Dispatch.objects.filter(channel=self.channel)

    def load(self, claimed: list[int]) -> Iterable[Dispatch]:
        found = self.rows().filter(pk__in=claimed).order_by("next_try_at", "pk")
        rows = list(found.select_related("notice__person__quiet_hours", "device"))
        standing.mark(row.notice for row in rows)
        return rows

    def is_urgent(self, row: Dispatch) -> bool:
        return group_of(row.notice.kind).urgent

    def carry(self, row: Dispatch, now: datetime) -> None:
        """What a channel does comes after this."""
        if not row.notice.stands:
            raise Unwanted("gone, or closed to its reader")
        if row.notice.is_too_late(now):
            raise Unwanted("too late")
