"""Results: the best a learner has shown in an activity, whatever its kind."""

from functools import reduce
from operator import or_
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from courses.models.activity import Activity
from courses.models.completion import Completion
from courses.models.course import Course
from courses.models.rule import GRADED, SHOWS, Rule

Best = models.QuerySet["Result", tuple[Any, ...]]


class ResultQuerySet(models.QuerySet["Result"]):
    def of_learner(self, learner: User) -> Self:
        return self.filter(learner=learner)

    def graded(self) -> Self:
        """Those with a score, of activities that are shown now."""
        return self.filter(
            activity__status=Activity.Status.PUBLISHED,
            event__in=GRADED,
            value__isnull=False,
        )

    def graded_in(self, course: Course) -> Self:
        return self.graded().filter(activity__module__course=course)

    def best_scores(self) -> Best:
        """Pairs of an activity's key and the best score in it."""
        return self._best("activity")

    def best_scores_by_course(self) -> Best:
        return self._best("activity__module__course", "activity")

    def best_scores_by_learner(self) -> Best:
        return self._best("learner", "activity")

    def _best(self, *by: str) -> Best:
        grouped = self.order_by().values(*by).annotate(best=Max("value"))
        found: Best = grouped.values_list(*by, "best")
        return found

    def now_enough(self) -> Self:
        """Those that meet the rule of today and completed nothing in their day."""
        shown = reduce(
            or_, (Q(event=event, activity__rule__in=SHOWS[event]) for event in SHOWS)
        )
        enough = Q(value__gte=Coalesce(F("activity__threshold"), 0))
        done = Completion.objects.filter(
            learner=OuterRef("learner"), activity=OuterRef("activity")
        )
        return (
            self.filter(shown)
            .exclude(~enough | Q(value=None), activity__rule=Rule.SCORE)
            .exclude(~enough & Q(value__isnull=False), activity__rule=Rule.ATTENDED)
            .exclude(Exists(done))
        )


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
