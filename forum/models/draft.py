"""What a person has begun to write and not yet sent, on whatever device."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.uploads.models import Upload
from forum.machina_ext.forum.models import Forum
from forum.machina_ext.forum_conversation.models import Post, Topic


class DraftQuerySet(models.QuerySet["Draft"]):
    def of(self, person: object) -> Self:
        return self.filter(person=person)

    def stale(self, before: object) -> Self:
        return self.filter(kept_at__lt=before)


class Draft(models.Model):
    """A reply in a topic, or a new topic in a forum; one of each per person."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    topic = models.ForeignKey(
        Topic, on_delete=models.CASCADE, null=True, related_name="drafts"
    )
    forum = models.ForeignKey(
        Forum, on_delete=models.CASCADE, null=True, related_name="drafts"
    )
    reply_to = models.ForeignKey(
        Post, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    title = models.CharField(max_length=255, blank=True)
    body = models.TextField()
    # What else stood in the form of a topic: its tags, and a poll, by their fields.
    beside = models.JSONField(default=dict, blank=True)
    files = models.ManyToManyField(Upload, related_name="+", blank=True)
    kept_at = models.DateTimeField(auto_now=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "topic"], name="cop_draft_one_per_topic"
            ),
            models.UniqueConstraint(
                fields=["person", "forum"], name="cop_draft_one_per_forum"
            ),
            models.CheckConstraint(
                condition=Q(topic=None) ^ Q(forum=None), name="cop_draft_has_one_place"
            ),
        ]

    def __str__(self) -> str:
        return str(self.topic or self.forum)

    @property
    def version(self) -> str:
        """Which of the texts that stood here it is, for who goes on from it."""
        return self.kept_at.isoformat()

    @property
    def kept_files(self) -> list[Upload]:
        """Those that no post has taken meanwhile."""
        return list(self.files.filter(is_kept=False).order_by("started_at"))

    @property
    def begun(self) -> dict[str, Any]:
        """What the form of a new topic begins with."""
        return {
            "title": self.title,
            "body": self.body,
            "tags": self.beside.get("tags", ""),
            "files": self.kept_files,
            "seen": self.version,
        }

    @property
    def begun_poll(self) -> dict[str, str]:
        """What the form of its poll begins with."""
        kept = self.beside.items()
        return {n.removeprefix("poll-"): v for n, v in kept if n.startswith("poll-")}
