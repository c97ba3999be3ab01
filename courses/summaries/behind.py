"""Who is behind, in many cohorts at once and among very many learners."""

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from django.db.models import Count, Exists, Q
from django.utils import timezone

from courses.models import Cohort, Enrollment, Pace
from courses.models.enrollment import EnrollmentQuerySet, idle_since
from courses.summaries.judging import finished, missed, since


class Behind(NamedTuple):
    """A seat whose learner is behind, and by how many days."""

    seat: int
    learner: int
    cohort: int
    mentor: int | None
    days: int


def behind(cohorts: Iterable[Cohort]) -> list[Behind]:
    """The longest behind first; the cohorts were read with `with_pace`. One query."""
    paces = _suspect(cohorts)
    required = set(chain.from_iterable(pace.required for pace in paces))
    seats = _seats(paces).annotate(since=since(required)).order_by("since", "pk")
    rows = seats.values_list("pk", "learner", "cohort", "mentor", "since")
    today = timezone.localdate()
    return [
        Behind(seat, learner, cohort, mentor, (today - day).days)
        for seat, learner, cohort, mentor, day in rows
    ]


def count_behind(cohorts: Iterable[Cohort]) -> dict[int, int]:
    """How many are behind in each of the cohorts in which somebody is. One query."""
    seats = _seats(_suspect(cohorts)).order_by()
    counted = seats.values("cohort").annotate(n=Count("pk"))
    return dict(counted.values_list("cohort", "n"))


def _suspect(cohorts: Iterable[Cohort]) -> list[Pace]:
    paces = map(Pace.of, cohorts)
    return [pace for pace in paces if pace.may_have_left_behind]


def _seats(paces: list[Pace]) -> EnrollmentQuerySet:
    """The seats of these cohorts whose learners are behind."""
    if not paces:
        return Enrollment.objects.none()
    either = Q()
    for pace in paces:
        either |= Q(cohort=pace.cohort.pk) & _is_behind(pace)
    return Enrollment.objects.active().filter(either)


def _is_behind(pace: Pace) -> Q:
    if pace.cohort.is_scheduled:
        late = missed(pace.required).filter(due_on__lte=pace.latest_behind)
        return Q(Exists(late)) & ~finished(pace.required)
    return idle_since(pace.latest_behind) & ~finished(pace.required)
