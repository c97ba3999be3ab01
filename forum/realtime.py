"""Telling open topics that something came in, after the commit.

Not what: each browser fetches that itself, and gets what its reader may see.
"""

from common.sockets import tell_group
from forum.models import Post


def topic_group(topic_id: int) -> str:
    return f"forum.topic.{topic_id}"


def announce(post: Post) -> None:
    event = {"type": "topic.news", "post": post.pk}
    tell_group(topic_group(post.topic_id), event)
