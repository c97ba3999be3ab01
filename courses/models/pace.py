"""The pace of a cohort: no table, but what its learners are measured by on one day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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

    @cached_property
    def required_set(self) -> frozenset[int]:
        return frozenset(self.required)

    def is_finished(self, done: Collection[int]) -> bool:
        """`done` holds required activities alone, each once."""
        return len(done) >= len(self.required)

    def next_activity(self, done: Collection[int]) -> int | None:
        return next((pk for pk in self.required if pk not in done), None)

    def since(self, done: Collection[int], active_at: datetime) -> date | None:
        """The date that counts: of the earliest due date not met in a scheduled cohort,
        of the last activity in a self-paced one, though never before its first day.
        """
        if self.cohort.is_scheduled:
            return next((day for day, pk in self.due_dates if pk not in done), None)
        return max(timezone.localdate(active_at), self.cohort.starts_on)

    def state(self, done: Collection[int], since: date | None) -> State:
        if self.is_finished(done):
            return State.FINISHED
        if self.cohort.starts_on > self.today:
            return State.AHEAD
        if since is not None and since <= self.latest_behind:
            return State.BEHIND
        return State.ON_TRACK

    @cached_property
    def latest_behind(self) -> date:
        """Whoever counts since this date or an earlier one is behind."""
        days = 1 if self.cohort.is_scheduled else self.cohort.idle_days
        return self.today - timedelta(days=days)

    @property
    def may_have_left_behind(self) -> bool:
        """Whether anybody at all can be behind today."""
        if self.cohort.starts_on > self.today or not self.required:
            return False
        if not self.cohort.is_scheduled:
            return True
        return bool(self.due_dates) and self.due_dates[0][0] <= self.latest_behind
