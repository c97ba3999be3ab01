"""The pace of a cohort: no table, but what its learners are measured by on one day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.models.cohort import Cohort


class State(models.TextChoices):
    """Where a learner stands against the cohort's pace."""

    BEHIND = "behind", _("Tertinggal")
    ON_TRACK = "on_track", _("Sesuai jadwal")
    FINISHED = "finished", _("Tuntas")
    AHEAD = "ahead", _("Belum mulai")


@dataclass(frozen=True)
class Pace:
    """What must be done, in order, and by when (DOMAIN: behind)."""

    cohort: Cohort
    required: tuple[int, ...]
    due_dates: tuple[tuple[date, int], ...]
    today: date

    @classmethod
    def of(cls, cohort: Cohort, today: date | None = None) -> "Pace":
        """Of a cohort read with `with_pace`."""
        dated = zip(cohort.due_days, cohort.due_activities, strict=True)
        return cls(
            cohort=cohort,
            required=tuple(cohort.required_activities),
            due_dates=tuple(sorted(dated)),
            today=today or timezone.localdate(),
        )

    def next_activity(self, done: Collection[int]) -> int | None:
        return next((pk for pk in self.required if pk not in done), None)

    @property
    def has_begun(self) -> bool:
        return self.cohort.starts_on <= self.today

    @cached_property
    def latest_behind(self) -> date:
        """Whoever counts since this date or an earlier one is behind."""
        days = 1 if self.cohort.is_scheduled else self.cohort.idle_days
        return self.today - timedelta(days=days)

    @property
    def may_have_left_behind(self) -> bool:
        """Whether anybody at all can be behind today."""
        if not self.has_begun or not self.required:
            return False
        if not self.cohort.is_scheduled:
            return self.cohort.starts_on <= self.latest_behind
        return bool(self.due_dates) and self.due_dates[0][0] <= self.latest_behind
