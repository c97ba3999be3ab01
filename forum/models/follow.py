"""What a person follows in the forums, and how closely."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from forum.machina_ext.forum.models import Forum
from forum.machina_ext.forum_conversation.models import Topic
from forum.models.tag import Tag


class FollowQuerySet(models.QuerySet["Follow"]):
    def of(self, person: object) -> Self:
        return self.filter(person=person)

    def with_targets(self) -> Self:
        return self.select_related("topic__forum", "forum", "tag", "author")

    def concerning(self, topic: Topic, author: User | None) -> Self:
        """Whatever of a topic, or of who wrote in it now, is followed by anyone."""
        tags = Q() if topic.untitled else Q(tag__topics=topic)
        return self.filter(
            Q(topic=topic)
            | Q(forum=topic.forum_id)
            | tags
            | Q(author=author, author__isnull=False)
        )


class Follow(models.Model):
    """One person follows one forum, topic, tag or person."""

    class Level(models.TextChoices):
        EVERY = "every", _("Setiap tulisan, langsung")
        DIGEST = "digest", _("Dalam ringkasan")
        MENTIONS = "mentions", _("Hanya bila saya disebut")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows"
    )
    level = models.CharField(max_length=8, choices=Level)
    topic = models.ForeignKey(
        Topic, on_delete=models.CASCADE, null=True, related_name="follows"
    )
    forum = models.ForeignKey(
        Forum, on_delete=models.CASCADE, null=True, related_name="follows"
    )
    tag = models.ForeignKey(
        Tag, on_delete=models.CASCADE, null=True, related_name="follows"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="followers",
    )
    since = models.DateTimeField(auto_now_add=True)

    objects = FollowQuerySet.as_manager()

    class Meta:
        constraints = [
            *(
                models.UniqueConstraint(
                    fields=["person", name], name=f"cop_follow_{name}_once"
                )
                for name in ("topic", "forum", "tag", "author")
            ),
            models.CheckConstraint(
                condition=Q(topic=None, forum=None, tag=None, author__isnull=False)
                | Q(topic=None, forum=None, tag__isnull=False, author=None)
                | Q(topic=None, forum__isnull=False, tag=None, author=None)
                | Q(topic__isnull=False, forum=None, tag=None, author=None),
                name="cop_follow_has_one_target",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.target}"

    @property
    def target(self) -> Topic | Forum | Tag | User | None:
        return self.topic or self.forum or self.tag or self.author
