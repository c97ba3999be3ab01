"""What of a post is still to be told: kept until everybody it concerns was told."""

from django.db import models

from forum.machina_ext.forum_conversation.models import Post
from notices.untold import UntoldModel


class Untold(UntoldModel):
    """One thing to tell of a post."""

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

    def __str__(self) -> str:
        return f"{self.what}: {self.post_id}"
