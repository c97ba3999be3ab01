"""What is still to be told: a row, written with what happened, gone once it was told.

A task hurries after the commit; what it misses because a broker or a worker was away,
the clock finds in the row.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Self

from django.db import models, transaction
from django.utils import timezone

# By then the task has run, if it was not lost.
PATIENCE = timedelta(minutes=2)
# What could not be told for so long is no news any more.
KEPT_FOR = timedelta(days=3)
MOST_AT_ONCE = 200

logger = logging.getLogger(__name__)


class UntoldQuerySet(models.QuerySet[Any]):
    def since_before(self, moment: datetime) -> Self:
        return self.filter(since__lt=moment)


class UntoldModel(models.Model):
    since = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = UntoldQuerySet.as_manager()

    class Meta:
        abstract = True


@transaction.atomic
def tell_once(rows: UntoldQuerySet, pk: int, say: Callable[[Any], None]) -> None:
    """Say one and forget it, in one: it may be asked for twice. What somebody else is
    telling, or has told, is left.
    """
    free = rows.select_for_update(skip_locked=True, of=("self",))
    untold = free.filter(pk=pk).first()
    if untold is not None:
        say(untold)
        untold.delete()


def make_up(rows: UntoldQuerySet, tell_one: Callable[[int], object]) -> None:
    """Tell what nobody was told of though it is time. What fails is tried again."""
    now = timezone.now()
    rows.since_before(now - KEPT_FOR).delete()
    late = rows.since_before(now - PATIENCE).order_by("pk")
    for pk in late.values_list("pk", flat=True)[:MOST_AT_ONCE]:
        try:
            tell_one(pk)
        except Exception:
            logger.exception("untold %s could not be told", pk)
