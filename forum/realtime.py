"""Telling open topics that something came in, after the commit.

Not what: each browser fetches that itself, and gets what its reader may see.
"""

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

from forum.models import Post


def topic_group(topic_id: int) -> str:
    return f"forum.topic.{topic_id}"


def announce(post: Post) -> None:
    event = {"type": "topic.news", "post": post.pk}
    send = async_to_sync(get_channel_layer().group_send)
    group = topic_group(post.topic_id)
    # A partial has no name to be logged by, and so would not be robust.
    transaction.on_commit(lambda: send(group, event), robust=True)
