"""Telling open pages of a webinar that something changed, after the commit.

Nothing is sent but that: each browser asks for what its own reader may see.
"""

from functools import partial

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction


def webinar_group(webinar_id: int) -> str:
    return f"courses.webinar.{webinar_id}"


def questions_changed(webinar_id: int) -> None:
    tell = partial(_send, webinar_group(webinar_id), {"type": "questions.changed"})
    transaction.on_commit(tell, robust=True)


def _send(group: str, event: dict[str, str]) -> None:
    async_to_sync(get_channel_layer().group_send)(group, event)
