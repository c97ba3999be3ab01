"""Discussions: a question that the learners of a course answer in its forum."""

from django.conf import settings
from django.db import models
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from courses.models.activity import Activity
from forum.markup import render
from forum.models import Topic


class Discussion(models.Model):
    """What is discussed, and the one topic that holds the answers (glossary: diskusi).

    The topic is opened by the first answer, in the name of who asked.
    """

    activity = models.OneToOneField(
        Activity, on_delete=models.CASCADE, related_name="discussion"
    )
    question = models.TextField(_("pertanyaan"), blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    topic = models.OneToOneField(
        Topic,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("diskusi")
        verbose_name_plural = _("diskusi")

    def __str__(self) -> str:
        return self.activity.title

    @property
    def html(self) -> SafeString:
        """The question as the forum would show it; cleaned on the way."""
        return mark_safe(render(self.question))  # noqa: S308
