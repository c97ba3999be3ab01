"""Achievements: kehadiran, kelulusan and penerapan, kept for ever."""

from collections.abc import Collection
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.models.activity import Activity
from courses.models.cohort import Cohort
from courses.models.course import Course
from courses.models.kept import KeptModel, KeptQuerySet
from courses.models.webinar import Webinar

_percent = MaxValueValidator(100)


class CourseRule(models.Model):
    """When a course is passed, and which certificates it gives.

    Passed means: every required activity done, and the average of its scores at least
    `minimum_average`, if one is asked.
    """

    course = models.OneToOneField(Course, on_delete=models.CASCADE, related_name="rule")
    minimum_average = models.PositiveSmallIntegerField(
        _("nilai rata-rata paling sedikit"),
        null=True,
        blank=True,
        validators=[_percent],
    )
    attendance_percent = models.PositiveSmallIntegerField(
        _("persen webinar yang dihadiri"),
        null=True,
        blank=True,
        validators=[_percent],
        help_text=_("Kosong berarti kelas ini tidak memberi sertifikat kehadiran."),
    )
    application_activity = models.ForeignKey(
        Activity,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tugas penerapan"),
    )
    gives_completion = models.BooleanField(_("sertifikat kelulusan"), default=True)
    gives_application = models.BooleanField(_("sertifikat penerapan"), default=True)
    signatories = models.JSONField(_("penanda tangan"), default=list, blank=True)

    class Meta:
        verbose_name = _("aturan kelas")
        verbose_name_plural = _("aturan kelas")
        constraints = [
            models.CheckConstraint(
                condition=Q(minimum_average__lte=100)
                & (Q(attendance_percent=None) | Q(attendance_percent__range=(1, 100))),
                name="courses_courserule_percents",
            )
        ]

    def __str__(self) -> str:
        return str(self.course)

    @classmethod
    def of(cls, course: Course) -> "CourseRule":
        """The rule of a course; the usual one when nobody set another."""
        return cls.objects.filter(course=course).first() or cls(course=course)


class AchievementQuerySet(KeptQuerySet["Achievement"]):
    def of_learner(self, learner: User) -> Self:
        return self.filter(learner=learner)

    def in_course(self, course: Course) -> Self:
        return self.filter(course=course)

    def passed(self, course: Course) -> Self:
        """Who has passed a course, or did once."""
        return self.filter(kind=Achievement.Kind.COMPLETION, course=course)

    def passed_of(self, courses: Collection[Course]) -> Self:
        """One for each of these courses that a learner has passed."""
        return self.filter(kind=Achievement.Kind.COMPLETION, course__in=courses)

    def owed_a_certificate(self) -> Self:
        """Those whose course gives a certificate today and gave none in their day.

        One that was revoked was given.
        """
        kind = Achievement.Kind
        given = Q(kind=kind.COMPLETION, course__rule__gives_completion=True) | Q(
            kind=kind.APPLICATION, course__rule__gives_application=True
        )
        return self.filter(given, certificates=None)


class Achievement(KeptModel):
    """Someone was there, passed, or applied what was learned (glossary: capaian).

    `subject` names what it is about (`courses.course:12`) and is met once; `title` and
    `hours` are as they were on the day.
    """

    class Kind(models.TextChoices):
        ATTENDANCE = "attendance", _("Kehadiran")
        COMPLETION = "completion", _("Kelulusan")
        APPLICATION = "application", _("Penerapan")

    kind = models.CharField(max_length=12, choices=Kind)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="achievements"
    )
    subject = models.CharField(max_length=80)
    course = models.ForeignKey(
        Course,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="achievements",
    )
    webinar = models.ForeignKey(
        Webinar,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="achievements",
    )
    cohort = models.ForeignKey(
        Cohort,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="achievements",
    )
    title = models.CharField(max_length=200)
    hours = models.DecimalField(max_digits=5, decimal_places=1, default=0)
    average = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence = models.CharField(max_length=500)
    earned_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AchievementQuerySet.as_manager()

    class Meta:
        verbose_name = _("capaian")
        verbose_name_plural = _("capaian")
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "kind", "subject"], name="courses_achievement_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.learner}, {self.title}"
