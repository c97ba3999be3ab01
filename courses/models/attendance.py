"""Attendance: who was there, and by what it is known."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.webinar import Webinar


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def standing(self) -> Self:
        """Of all that is known about a person at a webinar, what takes precedence.

        A correction stands over everything. Then the provider's report, then what the
        portal saw; where that is not enough, the code word still is. What the portal
        saw counts for nothing where the provider saw less.
        """
        reported = Attendance.objects.filter(
            webinar=OuterRef("webinar"),
            person=OuterRef("person"),
            source=Attendance.Source.PROVIDER,
        )
        source = Attendance.Source
        overruled = Q(source=source.PORTAL) & Q(Exists(reported))
        rank = Case(
            When(source=source.CORRECTION, then=0),
            When(overruled, then=6),
            When(is_present=True, then="source"),
            default=5,
            output_field=models.SmallIntegerField(),
        )
        return self.order_by("webinar", "person", rank, "source").distinct(
            "webinar", "person"
        )

    def counted(self) -> Self:
        """Those who were there, by what stands."""
        standing = Attendance.objects.standing().values("pk")
        return self.filter(pk__in=standing, is_present=True)


class Attendance(models.Model):
    """What one source knows of a person at a webinar (glossary: kehadiran).

    `minutes` is how long, where the source can tell. Too short a time is evidence that
    somebody was there too briefly; a code word can only ever show that they were.
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
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
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
                condition=Q(is_present=True) | ~Q(source=4),
                name="courses_attendance_code_word_is_presence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.webinar}: {self.get_source_display()}"
