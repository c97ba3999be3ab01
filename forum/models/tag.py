"""Tags: short words that gather topics across forums."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forum.machina_ext.forum_conversation.models import Topic


class Tag(models.Model):
    """A word such as `izin pub`; its topics may lie in any forum."""

    name = models.CharField(_("tagar"), max_length=40, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    topics = models.ManyToManyField(Topic, related_name="tags", blank=True)

    class Meta:
        verbose_name = _("tagar")
        verbose_name_plural = _("tagar")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("forum:tag", args=[self.slug])
