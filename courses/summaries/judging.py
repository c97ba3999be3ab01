"""Seats judged by the pace of their cohort, in the database: a page shows fifty of two
thousand, and only those are read.
"""

from collections.abc import Collection
from datetime import date

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.db.models.lookups import Exact

from courses.models import Achievement, Cohort, Completion, DueDate, State
from courses.models.enrollment import EnrollmentQuerySet

STATES = (State.BEHIND, State.ON_TRACK, State.AHEAD, State.FINISHED)
RANK = {state: rank for rank, state in enumerate(STATES)}


def judged(
    seats: EnrollmentQuerySet, required: Collection[int], latest_behind: date | None
) -> EnrollmentQuerySet:
    """Seats of one cohort, with `is_finished`, `since`, and `rank`: of their state.

    `latest_behind` is that of the cohort's pace; None before it begins.
    """
    is_finished = Case(When(finished(required), then=True), default=False)
    seats = seats.annotate(is_finished=is_finished, since=since(required))
    cases = [When(is_finished=True, then=RANK[State.FINISHED])]
    otherwise = State.AHEAD
    if latest_behind is not None:
        behind = Q(since__lte=latest_behind)
        cases.append(When(behind, then=RANK[State.BEHIND]))
        otherwise = State.ON_TRACK
    return seats.annotate(rank=Case(*cases, default=Value(RANK[otherwise])))


def since(required: Collection[int]) -> Case:
    """The date that counts: of the earliest due date not met in a scheduled cohort,
    of the last activity in a self-paced one, though never before its first day.
    """
    earliest = missed(required).order_by().values("cohort").annotate(day=Min("due_on"))
    active_on = TruncDate(Coalesce("last_active_at", "enrolled_at"))
    return Case(
        When(cohort__mode=Cohort.Mode.SCHEDULED, then=Subquery(earliest.values("day"))),
        default=Greatest(active_on, F("cohort__starts_on")),
    )


def missed(required: Collection[int]) -> QuerySet[DueDate]:
    """The due dates of a seat's cohort whose activity its learner has not done."""
    done = Completion.objects.filter(
        learner=OuterRef(OuterRef("learner")), activity=OuterRef("activity")
    )
    dates = DueDate.objects.filter(cohort=OuterRef("cohort"), activity__in=required)
    return dates.filter(~Exists(done))


def finished(required: Collection[int]) -> Q:
    """The learner of a seat has passed the course, once and for ever, or has done all
    that it asks for now.
    """
    return Q(Exists(_passed())) | _done_all(required)


def _passed() -> QuerySet[Achievement]:
    """What the learner of a seat has earned in its course, whatever it came to ask."""
    return Achievement.objects.filter(
        learner=OuterRef("learner"),
        kind=Achievement.Kind.COMPLETION,
        course=OuterRef("cohort__course"),
    )


def _done_all(required: Collection[int]) -> Q:
    if not required:
        return Q(Value(True))
    done = Completion.objects.filter(learner=OuterRef("learner"))
    counted = done.filter(activity__in=required).order_by().values("learner")
    count = Subquery(counted.annotate(n=Count("pk")).values("n"))
    # Few have done the last one, and only theirs need counting.
    *_others, last = required
    return Q(Exists(done.filter(activity=last))) & Q(Exact(count, len(required)))
