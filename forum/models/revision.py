"""What a post said before it was mended."""

from typing import Self

from django.db import models

from forum.machina_ext.forum_conversation.models import Post


class RevisionQuerySet(models.QuerySet["Revision"]):
    def open(self) -> Self:
        """What any reader of the post may see; moderators took the rest away."""
        return self.filter(is_open=True)

    def in_order(self) -> Self:
        return self.order_by("written_at", "pk")


class Revision(models.Model):
    """An earlier text of a post. What a moderator mended is no reader's any more."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions")
    title = models.CharField(max_length=255, blank=True)
    body = models.TextField()
    written_at = models.DateTimeField()
    is_open = models.BooleanField(default=True)

    objects = RevisionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.post_id} {self.written_at:%Y-%m-%d %H:%M}"
