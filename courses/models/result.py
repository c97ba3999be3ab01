"""Results: the best a learner has shown in an activity, whatever its kind."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.models.activity import Activity
from courses.models.rule import Rule


class ResultQuerySet(models.QuerySet["Result"]):
    def of_learner(self, learner: User) -> Self:
        return self.filter(learner=learner)


class Result(models.Model):
    """The best value of what happened: percent of a score, minutes present.

    Kept whether or not it met the rule of its day: a rule that is eased later finds
    here who meets it.
    """

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="results"
    )
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, related_name="results"
    )
    event = models.CharField(max_length=10, choices=Rule)
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("hasil")
        verbose_name_plural = _("hasil")
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "activity", "event"], name="courses_result_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.learner}: {self.activity}, {self.event}"
