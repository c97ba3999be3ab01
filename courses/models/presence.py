"""Presence: stretches of time in which somebody was seen at a webinar."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from courses.models.attendance import Attendance
from courses.models.webinar import Webinar


class Presence(models.Model):
    """One device seen without a break, or one line of a provider's report.

    Devices overlap and lines drop: only the union of a person's rows means anything.
    """

    webinar = models.ForeignKey(
        Webinar, on_delete=models.PROTECT, related_name="presences"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="presences"
    )
    source = models.PositiveSmallIntegerField(choices=Attendance.Source)
    device = models.CharField(max_length=40)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField()

    class Meta:
        verbose_name = _("terlihat hadir")
        verbose_name_plural = _("terlihat hadir")
        constraints = [
            models.UniqueConstraint(
                fields=["webinar", "person", "source", "device", "joined_at"],
                name="courses_presence_once",
            ),
            models.CheckConstraint(
                condition=Q(left_at__gte=F("joined_at")),
                name="courses_presence_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(source__in=[2, 3]), name="courses_presence_is_seen"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.webinar}: {self.joined_at} – {self.left_at}"
