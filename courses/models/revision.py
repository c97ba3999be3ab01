"""Revisions: every text a lesson has had before the one it has now."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.lesson import Lesson


class Revision(models.Model):
    """A lesson as it stood at one version, kept when the next was saved over it."""

    lesson = models.ForeignKey(
        Lesson, on_delete=models.CASCADE, related_name="revisions"
    )
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    minutes = models.PositiveSmallIntegerField()
    summary = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("versi pelajaran")
        verbose_name_plural = _("versi pelajaran")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["lesson", "version"], name="courses_revision_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.version}"
