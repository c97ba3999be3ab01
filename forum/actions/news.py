"""What is told of posts when they go, come back, are mended or move."""

from collections.abc import Iterable

from common.commits import once_committed
from forum import tasks
from forum.actions import untold
from forum.models import Post, Topic, Untold
from forum.signals import retitled
from forum.standing import about, about_order, about_topic, below
from notices.actions import rewording, telling


def gone(post: Post) -> None:
    """Nobody is told of it any more, but of what came after it and was left out."""
    topic = post.topic
    if post.is_topic_head and topic.untitled:
        telling.retract(about=about(post))
        _called_otherwise(post, was=post.subject)
    else:
        # With the topic goes all that was told of it.
        telling.retract(about=_told_with(post))
    untold.keep(post, Untold.What.NEXT)


def back(post: Post, *, was: str) -> None:
    """`was` is how its topic was called without it."""
    telling.reinstate(about=_told_with(post))
    _called_otherwise(post, was=was)


def mended(post: Post, *, was: str) -> None:
    """What was taken out of it, or out of its title, is mailed to nobody."""
    rewording.reword(about=about(post), text=post.excerpt(tasks.EXCERPT))
    _called_otherwise(post, was=was)


def moved(posts: Iterable[int], *, before: Topic, after: Topic) -> None:
    """They stand in another topic now: so does what was told of them."""
    rewording.take_along(
        about=[f"{below(before.pk)}:post:{post}" for post in posts],
        places=(below(before.pk), below(after.pk)),
        names=(_quoted(before.subject), _quoted(after.subject)),
    )


def _called_otherwise(post: Post, *, was: str) -> None:
    topic = post.topic
    if topic.subject == was:
        return
    names = _quoted(was), _quoted(topic.subject)
    rewording.rename(about=about_topic(post), names=names)
    rewording.rename(about=about_order(topic.pk), names=names)
    once_committed(retitled.send_robust, sender=Topic, topic=topic)


def _quoted(title: str) -> str:
    """As it stands in what is told."""
    return f"“{title}”"


def _told_with(post: Post) -> str:
    """Of the first post goes all that was told of its topic: it bears its title."""
    return about_topic(post) if post.is_topic_head else about(post)
