"""Worksheet tasks: the step of the six-step worksheet that an activity asks for."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.models.activity import Activity
from courses.models.enrollment import Enrollment


class WorksheetTaskQuerySet(models.QuerySet["WorksheetTask"]):
    def asked_of(self, learner: User) -> Self:
        """What the courses in which the person has a seat ask for."""
        seats = Enrollment.objects.active().filter(learner=learner)
        return self.filter(
            activity__module__course__in=seats.values("cohort__course")
        ).select_related("activity__module__course")


class WorksheetTask(models.Model):
    """One step of the worksheet, or all six (glossary: tugas lembar kerja).

    The worksheet itself belongs to an app above: it tells how far a learner is
    (`summaries.worksheets`), and says when a step is filled in or the whole approved.
    """

    STEPS = range(1, 7)

    activity = models.OneToOneField(
        Activity, on_delete=models.CASCADE, related_name="worksheet_task"
    )
    intro = models.TextField(_("pengantar"), blank=True)
    step = models.PositiveSmallIntegerField(_("langkah"), null=True, blank=True)

    objects = WorksheetTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("tugas lembar kerja")
        verbose_name_plural = _("tugas lembar kerja")
        constraints = [
            models.CheckConstraint(
                condition=Q(step=None) | Q(step__gte=1, step__lte=6),
                name="courses_worksheettask_step_is_one_of_six",
            )
        ]

    def __str__(self) -> str:
        return self.activity.title
