"""Enrollments: who has a seat in which cohort."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.models.cohort import Cohort
from courses.models.course import Course


class EnrollmentQuerySet(models.QuerySet["Enrollment"]):
    def active(self) -> Self:
        return self.filter(ended_at=None)

    def of_learner(self, learner: User) -> Self:
        return self.filter(learner=learner)

    def in_course(self, course: Course) -> Self:
        return self.filter(cohort__course=course)

    def latest_active_first(self) -> Self:
        """By when something was last done there, or else by when the seat was taken."""
        return self.order_by(Coalesce("last_active_at", "enrolled_at").desc(), "-pk")


class Enrollment(models.Model):
    """A seat (glossary: pendaftaran). Left, it stays as a row with `ended_at`.

    `last_active_at` is empty until the learner has read or done something.
    """

    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="enrollments"
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrollments"
    )
    enrolled_at = models.DateTimeField(default=timezone.now)
    last_active_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = EnrollmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("pendaftaran")
        verbose_name_plural = _("pendaftaran")
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "learner"],
                condition=Q(ended_at=None),
                name="courses_enrollment_once_a_cohort",
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner}, {self.cohort}"
