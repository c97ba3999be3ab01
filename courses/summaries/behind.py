"""Who is behind, in many cohorts at once and among very many learners."""

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from django.db.models import Q

from courses.models import Cohort, Enrollment, Pace, State
from courses.models.enrollment import idle_since


class Behind(NamedTuple):
    """A seat whose learner is behind, and by how many days."""

    seat: int
    learner: int
    cohort: int
    mentor: int | None
    days: int


def behind(cohorts: Iterable[Cohort]) -> list[Behind]:
    """The longest behind first; the cohorts were read with `with_pace`. One query.

    The database leaves out those who cannot be behind; `Pace` judges the others.
    """
    paces = {cohort.pk: Pace.of(cohort) for cohort in cohorts}
    suspect = {pk: pace for pk, pace in paces.items() if pace.may_have_left_behind}
    if not suspect:
        return []
    asked = set(chain.from_iterable(pace.required for pace in suspect.values()))
    seats = Enrollment.objects.filter(_any(suspect)).active().with_done(asked)
    seat = ("pk", "learner", "cohort", "mentor")
    fields = (*seat, "enrolled_at", "last_active_at", "done_activities")
    found = []
    for pk, learner, cohort, mentor, *active, known in seats.values_list(*fields):
        pace = suspect[cohort]
        done = pace.required_set.intersection(known)
        enrolled_at, last_active_at = active
        since = pace.since(done, last_active_at or enrolled_at)
        if pace.state(done, since) == State.BEHIND and since is not None:
            days = (pace.today - since).days
            found.append(Behind(pk, learner, cohort, mentor, days))
    found.sort(key=lambda one: (-one.days, one.seat))
    return found


def _any(suspect: dict[int, Pace]) -> Q:
    """Seats of these cohorts, in self-paced ones only those idle for long enough."""
    either = Q()
    for pk, pace in suspect.items():
        of_cohort = Q(cohort=pk)
        if not pace.cohort.is_scheduled:
            of_cohort &= idle_since(pace.latest_behind)
        either |= of_cohort
    return either
