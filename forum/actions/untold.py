"""Seeing to it that what happens to a post is told, also when a task is lost."""

import logging
from collections.abc import Collection
from datetime import timedelta

from django.utils import timezone

from common.commits import once_committed
from forum import tasks
from forum.models import Post, Untold

# By then the task has run, if it was not lost.
PATIENCE = timedelta(minutes=2)
# What could not be told for so long is no news any more.
KEPT_FOR = timedelta(days=3)
MOST_AT_ONCE = 200

logger = logging.getLogger(__name__)


def keep(post: Post, what: Untold.What, people: Collection[int] = ()) -> None:
    """Tell it after the commit; the caller is in a transaction."""
    untold = Untold.objects.create(post=post, what=what, people=list(people))
    once_committed(tasks.tell.delay, untold.pk)


def make_up() -> None:
    """Tell what was told to nobody though it is time. What fails is tried again."""
    now = timezone.now()
    Untold.objects.since_before(now - KEPT_FOR).delete()
    late = Untold.objects.since_before(now - PATIENCE).order_by("pk")
    for pk in late.values_list("pk", flat=True)[:MOST_AT_ONCE]:
        try:
            tasks.tell(pk)
        except Exception:
            logger.exception("untold %s could not be told", pk)
