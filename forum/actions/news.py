"""What is told of posts when they go, come back, are mended or move."""

from collections.abc import Iterable
from functools import partial

from django.db import transaction

from forum import tasks
from forum.models import Post, Topic
from forum.standing import about, about_order, about_topic, below
from notices.actions import rewording, telling


def gone(post: Post) -> None:
    """Nobody is told of it any more, but of what came after it and was left out."""
    telling.retract(about=_told_with(post))
    transaction.on_commit(partial(tasks.tell_of_next.delay, post.pk))


def back(post: Post) -> None:
    telling.reinstate(about=_told_with(post))


def mended(post: Post, *, was: str) -> None:
    """What was taken out of it, or out of its title, is mailed to nobody."""
    rewording.reword(about=about(post), text=post.excerpt(tasks.EXCERPT))
    if post.subject != was:
        names = _quoted(was), _quoted(post.subject)
        rewording.rename(about=about_topic(post), names=names)
        rewording.rename(about=about_order(post.topic_id), names=names)


def moved(posts: Iterable[int], *, before: Topic, after: Topic) -> None:
    """They stand in another topic now: so does what was told of them."""
    rewording.take_along(
        about=[f"{below(before.pk)}:post:{post}" for post in posts],
        places=(below(before.pk), below(after.pk)),
        names=(_quoted(before.subject), _quoted(after.subject)),
    )


def _quoted(title: str) -> str:
    """As it stands in what is told."""
    return f"“{title}”"


def _told_with(post: Post) -> str:
    """Of the first post goes all that was told of its topic: it bears its title."""
    return about_topic(post) if post.is_topic_head else about(post)
