"""Watching the recording: counted apart from being there."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.webinar import Webinar


class Viewing(models.Model):
    """Which seconds of a recording a person has played, and how many in all.

    An address that is not a video of its own is only opened: its seconds stay zero.
    """

    webinar = models.ForeignKey(
        Webinar, on_delete=models.PROTECT, related_name="viewings"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="viewings"
    )
    ranges = models.JSONField(default=list)
    seconds = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("rekaman ditonton")
        verbose_name_plural = _("rekaman ditonton")
        constraints = [
            models.UniqueConstraint(
                fields=["webinar", "person"], name="courses_viewing_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.webinar}: {self.seconds} s"
