"""Tags: short words that gather topics across forums."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from forum.machina_ext.forum_conversation.models import Topic


class TagQuerySet(models.QuerySet["Tag"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Words of topics that the reader sees, and those the reader follows: a word
        that only closed forums use is nobody else's to know.
        """
        topics = Topic.objects.titled().visible_to(user)
        seen = Exists(topics.filter(tags=OuterRef("pk")))
        if not user.is_authenticated:
            return self.filter(seen)
        followed = user.follows.filter(tag=OuterRef("pk"))
        return self.filter(seen | Exists(followed))


class Tag(models.Model):
    """A word such as `izin pub`; its topics may lie in any forum."""

    name = models.CharField(_("tagar"), max_length=40, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    topics = models.ManyToManyField(Topic, related_name="tags", blank=True)

    objects = TagQuerySet.as_manager()

    class Meta:
        verbose_name = _("tagar")
        verbose_name_plural = _("tagar")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("forum:tag", args=[self.slug])
