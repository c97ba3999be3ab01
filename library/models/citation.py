"""Citations: lessons and posts whose text names an item by its address."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from accounts.models import User
from courses.models import Activity
from forum.models import Topic
from library.models.item import Item


class CitationQuerySet(models.QuerySet["Citation"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """In lessons and topics that the reader may know of."""
        lessons = Activity.objects.visible_to(user).values("pk")
        topics = Topic.objects.visible_to(user).values("pk")
        return self.filter(Q(activity__in=lessons) | Q(topic__in=topics))


class Citation(models.Model):
    """One lesson, or one topic, in which an item is cited (glossary: kutipan)."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="citations")
    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, null=True, related_name="+"
    )
    topic = models.ForeignKey(
        Topic, on_delete=models.CASCADE, null=True, related_name="+"
    )

    objects = CitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["item", "activity"], name="library_citation_in_lesson_once"
            ),
            models.UniqueConstraint(
                fields=["item", "topic"], name="library_citation_in_topic_once"
            ),
            models.CheckConstraint(
                condition=Q(activity__isnull=False) ^ Q(topic__isnull=False),
                name="library_citation_is_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.activity or self.topic}"
