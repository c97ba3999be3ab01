"""Where a topic came from: the lesson, or whatever else, that was being read."""

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from accounts.models import User
from forum.machina_ext.forum_conversation.models import Topic


class Origin(models.Model):
    """The link between a topic and what it asks about, followed both ways.

    What a topic came from lives in a higher app: it tells itself whether it
    `is_visible_to(user)`, and only then is its name shown.
    """

    topic = models.OneToOneField(Topic, on_delete=models.CASCADE, related_name="origin")
    content_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, related_name="+"
    )
    object_id = models.PositiveBigIntegerField()
    thing = GenericForeignKey("content_type", "object_id")

    class Meta:
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="cop_origin_thing")
        ]

    def __str__(self) -> str:
        return f"{self.topic} ← {self.thing}"

    def shown_to(self, user: User | AnonymousUser) -> models.Model | None:
        """What the topic came from, if it still exists and the reader may see it."""
        thing = self.thing
        return thing if is_visible(thing, user) else None


def is_visible(thing: models.Model | None, user: User | AnonymousUser) -> bool:
    asked = getattr(thing, "is_visible_to", None)
    return bool(asked and asked(user))
