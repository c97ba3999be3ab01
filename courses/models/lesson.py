"""Lessons: what is read."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.activity import Activity


class Lesson(models.Model):
    """The text of an activity (glossary: pelajaran). `body` is clean HTML, always.

    `version` grows with every save, so that an edit begun from an older text is told
    so and overwrites nothing. `media_size` is how many bytes what it shows weighs.
    """

    activity = models.OneToOneField(
        Activity, on_delete=models.CASCADE, related_name="lesson"
    )
    summary = models.CharField(_("ringkasan"), max_length=300, blank=True)
    body = models.TextField(_("isi"), blank=True)
    media_size = models.PositiveIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=1)
    edited_at = models.DateTimeField(null=True, blank=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("pelajaran")
        verbose_name_plural = _("pelajaran")

    def __str__(self) -> str:
        return self.activity.title

    @property
    def size(self) -> int:
        """In bytes: the text, and all that may be loaded from it."""
        return len(self.body.encode()) + self.media_size
