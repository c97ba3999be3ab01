"""Reading marks made cheap: one question each, whatever the number of topics."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from machina.apps.forum_tracking.handler import TrackingHandler as MachinaHandler

from accounts.models import User
from forum.machina_ext.forum.models import Forum
from forum.machina_ext.forum_conversation.models import Post, Topic
from forum.machina_ext.forum_tracking.models import ForumReadTrack, TopicReadTrack


class TrackingHandler(MachinaHandler):
    """Machina's handler over our marks."""

    def get_unread_forums_from_list(
        self, user: User | AnonymousUser, forums: Iterable[Forum]
    ) -> list[Forum]:
        unread = Topic.objects.approved().unread_by(user).values_list("forum_id")
        wanted = {forum.pk for forum in forums}
        return list(Forum.objects.filter(pk__in=unread).filter(pk__in=wanted))

    def get_unread_topics(self, topics: Any, user: User | AnonymousUser) -> list[Topic]:
        wanted = [topic.pk for topic in topics or ()]
        return list(Topic.objects.filter(pk__in=wanted).unread_by(user))

    def mark_topic_read(self, topic: Topic, user: User | AnonymousUser) -> None:
        if user.is_authenticated:
            until = topic.last_post_on or timezone.now()
            self.mark_topic_read_until(topic, user, until)

    def mark_forums_read(
        self, forums: Iterable[Forum], user: User | AnonymousUser
    ) -> None:
        if user.is_authenticated:
            for forum in forums:
                self.mark_forum_read_until(forum, user, timezone.now())

    def mark_topic_read_until(self, topic: Topic, user: User, until: datetime) -> None:
        """Forward only: who looks back at old posts has not unread the new ones. What
        the mark of the forum covers needs none of its own.
        """
        if until <= self._forum_read_until(topic.forum_id, user):
            return
        marks = TopicReadTrack.objects.filter(topic=topic, user=user)
        if not marks.filter(mark_time__lt=until).update(mark_time=until):
            mark = TopicReadTrack(topic=topic, user=user, mark_time=until)
            TopicReadTrack.objects.bulk_create([mark], ignore_conflicts=True)

    def mark_written(self, post: Post, author: User) -> None:
        """Up to a post of one's own, unless somebody else's stands unread before it."""
        marks = TopicReadTrack.objects.filter(topic=post.topic_id, user=author)
        mark = marks.values_list("mark_time", flat=True).first()
        until = self._forum_read_until(post.topic.forum_id, author)
        shown = Post.objects.filter(topic=post.topic_id, approved=True, deleted_at=None)
        before = shown.filter(
            created__gt=max(until, mark or until), created__lt=post.created
        ).exclude(poster=author)
        if not before.exists():
            self.mark_topic_read_until(post.topic, author, post.created)

    def fold_marks(self, forum: Forum, user: User) -> None:
        """In a forum that is read to its end, one mark says as much as many."""
        marks = TopicReadTrack.objects.filter(user=user, topic__forum=forum)
        latest = marks.order_by("-mark_time").values_list("mark_time", flat=True)
        until = latest.first()
        if until is not None:
            self.mark_forum_read_until(forum, user, until)

    def mark_forum_read_until(self, forum: Forum, user: User, until: datetime) -> None:
        """Forward only, as in a topic; it begins on the day the person joined."""
        until = max(until, user.created_at)
        marks = ForumReadTrack.objects.filter(forum=forum, user=user)
        if not marks.filter(mark_time__lt=until).update(mark_time=until):
            mark = ForumReadTrack(forum=forum, user=user, mark_time=until)
            ForumReadTrack.objects.bulk_create([mark], ignore_conflicts=True)
        covered = TopicReadTrack.objects.filter(user=user, topic__forum=forum)
        covered.filter(mark_time__lte=until).delete()

    def _forum_read_until(self, forum: int, user: User) -> datetime:
        marks = ForumReadTrack.objects.filter(forum=forum, user=user)
        mark = marks.values_list("mark_time", flat=True).first()
        return max(mark or user.created_at, user.created_at)
