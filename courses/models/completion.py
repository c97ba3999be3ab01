"""Completions: what a learner has done, activity by activity, kept for ever."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.models.activity import Activity
from courses.models.course import Course
from courses.models.kept import KeptModel, KeptQuerySet


class CompletionQuerySet(KeptQuerySet["Completion"]):
    def of_learner(self, learner: User) -> Self:
        return self.filter(learner=learner)

    def in_course(self, course: Course) -> Self:
        return self.filter(activity__module__course=course)

    def of_application(self) -> Self:
        """Those of the activity that is its course's activity of application today."""
        return self.filter(
            activity__module__course__rule__application_activity=F("activity")
        )


class Completion(KeptModel):
    """A learner has done an activity. No edit of a rule, activity or order removes it.

    It belongs to the learner and the activity, not to a seat: who leaves a cohort and
    comes back in the next has not lost a page.
    """

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="completions"
    )
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="completions"
    )
    earned_at = models.DateTimeField(default=timezone.now, editable=False)
    evidence = models.CharField(max_length=200)

    objects = CompletionQuerySet.as_manager()

    class Meta:
        verbose_name = _("kegiatan selesai")
        verbose_name_plural = _("kegiatan selesai")
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "activity"], name="courses_completion_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.activity}"
