"""Keeping how far a person has read."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from forum.machina_ext.forum_tracking.handler import TrackingHandler
from forum.models import Forum, Post, Topic


def mark_read(*, reader: User, topic: Topic, until: datetime) -> None:
    """Every post of the topic up to that moment was shown to the reader."""
    TrackingHandler().mark_topic_read_until(topic, reader, until)


def mark_written(*, author: User, post: Post) -> None:
    """One's own words are no news; what others wrote before them and was not shown
    (answered from its first page, by mail, or hours later from the outbox) still is.
    """
    TrackingHandler().mark_written(post, author)


@transaction.atomic
def mark_forum_read(*, reader: User, forum: Forum) -> None:
    """Nothing in the forum is new to the reader any more."""
    TrackingHandler().mark_forum_read_until(forum, reader, timezone.now())


@transaction.atomic
def fold_marks(*, reader: User, forum: Forum) -> None:
    """Keep few marks of who reads much; the forum must have nothing new for them."""
    TrackingHandler().fold_marks(forum, reader)
