"""How far a person has read, in a forum and in a topic."""

from django.db import models
from django.utils import timezone
from machina.apps.forum_tracking.abstract_models import (
    AbstractForumReadTrack,
    AbstractTopicReadTrack,
)


class ForumReadTrack(AbstractForumReadTrack):
    """Everything in the forum up to `mark_time` is read."""

    mark_time = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta(AbstractForumReadTrack.Meta):
        pass


class TopicReadTrack(AbstractTopicReadTrack):
    """Every post up to `mark_time` is read.

    Machina's mark is the moment of the visit. Ours is the moment of the last post that
    was shown: what came in while the page was on its way stays unread.
    """

    mark_time = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta(AbstractTopicReadTrack.Meta):
        pass
