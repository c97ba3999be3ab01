"""Attendance: who was there, and by what it is known."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.webinar import Webinar


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def standing(self) -> Self:
        """Of all that is known about a person at a webinar, what takes precedence."""
        return self.order_by("webinar", "person", "source").distinct(
            "webinar", "person"
        )

    def counted(self) -> Self:
        """Those who were there, by what stands."""
        standing = Attendance.objects.standing().values("pk")
        return self.filter(pk__in=standing, is_present=True)


class Attendance(models.Model):
    """One piece of evidence (glossary: kehadiran); the lowest source number stands.

    Evidence only ever shows that somebody was there. Only a facilitator's correction,
    with its reason in the journal, can say that somebody was not.
    """

    class Source(models.IntegerChoices):
        CORRECTION = 1, _("koreksi fasilitator")
        PROVIDER = 2, _("laporan penyedia ruang")
        PORTAL = 3, _("terlihat di portal")
        CODE_WORD = 4, _("kata sandi hadir")

    webinar = models.ForeignKey(
        Webinar, on_delete=models.PROTECT, related_name="attendances"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attendances"
    )
    source = models.PositiveSmallIntegerField(choices=Source)
    is_present = models.BooleanField(default=True)
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("kehadiran")
        verbose_name_plural = _("kehadiran")
        constraints = [
            models.UniqueConstraint(
                fields=["webinar", "person", "source"],
                name="courses_attendance_once_a_source",
            ),
            models.CheckConstraint(
                condition=Q(is_present=True) | Q(source=1),
                name="courses_attendance_absence_is_a_correction",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.webinar}: {self.get_source_display()}"
