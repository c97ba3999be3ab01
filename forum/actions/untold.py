"""Seeing to it that what happens to a post is told."""

from collections.abc import Collection

from common.commits import once_committed
from forum import tasks
from forum.models import Post, Untold


def keep(post: Post, what: Untold.What, people: Collection[int] = ()) -> None:
    """Tell it after the commit; the caller is in a transaction."""
    untold = Untold.objects.create(post=post, what=what, people=list(people))
    once_committed(tasks.tell.delay, untold.pk)
