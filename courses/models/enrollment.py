"""Enrollments: who has a seat in which cohort."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from typing import Self

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.models.cohort import Cohort
from courses.models.completion import Completion
from courses.models.course import Course
from network.models import Organization


class EnrollmentQuerySet(models.QuerySet["Enrollment"]):
    def active(self) -> Self:
        return self.filter(ended_at=None)

    def of_learner(self, learner: User) -> Self:
        return self.filter(learner=learner)

    def in_course(self, course: Course) -> Self:
        return self.filter(cohort__course=course)

    def followed_by(self, user: User) -> Self:
        """The learners a person may follow: a coordinator only their province's."""
        if user.is_staff:
            return self
        provinces = user.coordinations.values("province")
        return self.filter(
            Q(cohort__in=user.facilitated_cohorts.values("pk"))
            | Q(cohort__in=user.mentored_cohorts.values("pk"))
            | Q(learner__regency__province__in=provinces)
        )

    def with_done(self, activities: Collection[int]) -> Self:
        """With `done_activities`: which of these each learner has done."""
        # No activity has the key 0: of none, nothing is done, which is no NULL.
        done = Completion.objects.filter(
            learner=OuterRef("learner"), activity__in=[*activities, 0]
        )
        return self.annotate(done_activities=ArraySubquery(done.values("activity")))

    def latest_active_first(self) -> Self:
        """By when something was last done there, or else by when the seat was taken."""
        return self.order_by(Coalesce("last_active_at", "enrolled_at").desc(), "-pk")


def idle_since(day: date) -> Q:
    """Nothing was done in a seat after this day, which is the reader's."""
    next_day = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    return Q(last_active_at__lt=next_day) | Q(
        last_active_at=None, enrolled_at__lt=next_day
    )


class Enrollment(models.Model):
    """A seat (glossary: pendaftaran). Left, it stays as a row with `ended_at`.

    `mentor` is the one of the cohort's mentors who looks after this learner.
    `organization` is the one by whose quota they came.
    `last_active_at` is empty until the learner has read or done something.
    """

    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="enrollments"
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="enrollments"
    )
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mentored_enrollments",
        verbose_name=_("mentor"),
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="quota_enrollments",
    )
    enrolled_at = models.DateTimeField(default=timezone.now)
    last_active_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    done_activities: list[int]  # only after with_done()
    reviews_due: list[datetime]  # only after with_reviews_due()

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


def seats_in(cohort: int, course: str) -> EnrollmentQuerySet:
    """The seats in a cohort of the `learner` of a row, whose `course` is that path."""
    return Enrollment.objects.active().filter(
        cohort=cohort, cohort__course=OuterRef(course), learner=OuterRef("learner")
    )
