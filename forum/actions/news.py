"""What is told of posts when they go, come back or are mended."""

from functools import partial

from django.db import transaction

from forum import tasks
from forum.models import Post
from forum.standing import about, about_topic
from notices.actions import telling


def gone(post: Post) -> None:
    """Nobody is told of it any more, but of what came after it and was left out."""
    telling.retract(about=_told_with(post))
    transaction.on_commit(partial(tasks.tell_of_next.delay, post.pk))


def back(post: Post) -> None:
    telling.reinstate(about=_told_with(post))


def mended(post: Post) -> None:
    """What was taken out of it is mailed to nobody."""
    telling.reword(about=about(post), text=post.excerpt(tasks.EXCERPT))


def _told_with(post: Post) -> str:
    """Of the first post goes all that was told of its topic: it bears its title."""
    return about_topic(post) if post.is_topic_head else about(post)
