"""What of a post is still to be told: kept until everybody it concerns was told."""

from datetime import datetime
from typing import Self

from django.db import models

from forum.machina_ext.forum_conversation.models import Post


class UntoldQuerySet(models.QuerySet["Untold"]):
    def since_before(self, moment: datetime) -> Self:
        return self.filter(since__lt=moment)


class Untold(models.Model):
    """One thing to tell of a post, written with it and gone once it was told.

    The task that tells is hurried; what it misses, the clock finds here.
    """

    class What(models.TextChoices):
        POST = "post"
        # Of what came after it, now that it is gone.
        NEXT = "next"
        # Whom it names since it was mended.
        NAMES = "names"

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=5, choices=What)
    # Keys of whom it names now, and did not before.
    people = models.JSONField(default=list, blank=True)
    since = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = UntoldQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.what}: {self.post_id}"
