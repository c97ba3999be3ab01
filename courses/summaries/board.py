"""The trainer's board: who is where, who is behind, and whom to greet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import CharField, Count, F, Model, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone

from accounts.models import User
from common.models import Province
from common.prepared import prepared
from courses.models import (
    Activity,
    Attendance,
    Cohort,
    Course,
    Enrollment,
    Pace,
    State,
    Webinar,
)
from courses.summaries.greetings import greeting_url
from courses.summaries.judging import RANK, STATES
from courses.summaries.lines import Line, Lines, lines, seats_of
from network.models import Organization

NEVER = "never"
Choice = tuple[str, str]
CHOSEN_BY: tuple[type[Model], ...] = (Province, Organization, User)
# Of more people than these it is quicker to ask about the whole cohort.
ASKED_ONE_BY_ONE = 100


@dataclass(frozen=True)
class Board:
    """One cohort as one follower may see it."""

    cohort: Cohort
    reader: User
    activities: list[Activity]
    pace: Pace
    lines: Lines
    webinars: int

    @cached_property
    def required(self) -> int:
        return sum(activity.is_required for activity in self.activities)

    @cached_property
    def figures(self) -> dict[str, int]:
        """How many there are, in each state, and who never came."""
        rows = _by_rank(*self.lines.wanted)
        known = {STATES[rank]: n for rank, n, _never in rows}
        return {
            "total": sum(known.values()),
            "never": sum(never for _rank, _n, never in rows),
            **{state.value: known.get(state, 0) for state in State},
        }

    @property
    def provinces(self) -> list[Choice]:
        return self._choices[Province]

    @property
    def organizations(self) -> list[Choice]:
        return self._choices[Organization]

    @property
    def mentors(self) -> list[Choice]:
        return self._choices[User]

    @cached_property
    def _choices(self) -> dict[type, list[Choice]]:
        """What one may filter by, by name; one query."""
        named = _named(*self.lines.wanted)
        found = sorted(named, key=lambda one: one[2].casefold())
        return {
            model: [(key, name) for of, key, name in found if of == nth]
            for nth, model in enumerate(CHOSEN_BY)
        }

    @property
    def day(self) -> int:
        return (timezone.localdate() - self.cohort.starts_on).days + 1

    @property
    def days(self) -> int:
        return (self.cohort.ends_on - self.cohort.starts_on).days + 1

    @property
    def is_running(self) -> bool:
        return 1 <= self.day <= self.days

    def matching(
        self,
        *,
        words: str = "",
        state: str = "",
        province: str = "",
        organization: str = "",
        mentor: str = "",
    ) -> Lines:
        """The lines that fit the filters; an empty one fits all."""
        wanted = self.lines.wanted._replace(
            words=words or None,
            rank=RANK[State(state)] if state and state != NEVER else None,
            is_never=state == NEVER,
            province=province or None,
            organization=int(organization) if organization else None,
            mentor=int(mentor) if mentor else None,
        )
        return Lines(wanted, self.pace)


@dataclass(frozen=True)
class Row:
    """One learner as the page shows them."""

    line: Line
    step: Activity | None
    module: int
    attended: int
    greeting_url: str


def board(cohort: Cohort, reader: User, seat: int | None = None) -> Board:
    """Of a cohort read with `with_pace` and its course; of one seat alone if named."""
    pace = Pace.of(cohort)
    return Board(
        cohort=cohort,
        reader=reader,
        activities=_activities(cohort.course, (cohort.pk,)),
        pace=pace,
        lines=lines(cohort, reader, pace, seat),
        webinars=_webinars_so_far(cohort),
    )


def rows(of: Board, shown: Iterable[Line], *, greet: bool = True) -> list[Row]:
    """The lines of one page, with what only a page needs."""
    steps = {activity.pk: activity for activity in of.activities}
    for activity in of.activities:
        activity.module.course = of.cohort.course
    modules = list(dict.fromkeys(a.module_id for a in of.activities))
    shown = list(shown)
    cohort = of.cohort
    people = (
        tuple(line.learner for line in shown)
        if len(shown) <= ASKED_ONE_BY_ONE
        else None
    )
    days = (cohort.starts_on, cohort.ends_on)
    attended = dict(_attended(cohort, cohort.course, *days, people))
    made = []
    for line in shown:
        step = steps.get(line.next_activity or 0)
        made.append(
            Row(
                line=line,
                step=step,
                module=modules.index(step.module_id) + 1 if step else len(modules),
                attended=attended.get(line.learner, 0),
                greeting_url=(
                    greeting_url(of.cohort, of.reader, line, step) if greet else ""
                ),
            )
        )
    return made


@prepared
def _activities(course: Course, cohorts: tuple[int, ...]) -> QuerySet[Activity]:
    steps = Activity.objects.of_course(course).published().open_to(cohorts)
    return steps.select_related("module")


@prepared
def _by_rank(*wanted: Any) -> QuerySet[Enrollment, tuple[int, int, int]]:
    """Of each rank how many, and how many of them never came."""
    by_rank = seats_of(*wanted).order_by().values(of=F("rank"))
    never = Count("pk", filter=Q(last_active_at=None))
    counted = by_rank.annotate(n=Count("pk"), never=never)
    return counted.values_list("of", "n", "never")


@prepared
def _named(*wanted: Any) -> QuerySet[Any, tuple[int, str, str]]:
    """By what these seats may be chosen: which of CHOSEN_BY, its key, its name."""
    seats = seats_of(*wanted).order_by()
    keys = (
        seats.values("learner__regency__province"),
        seats.values(of=F("first_organization")),
        seats.values("mentor"),
    )
    first, *others = (
        model._default_manager.filter(pk__in=found)
        .order_by()
        .values_list(Value(nth), Cast("pk", CharField()), "name")
        for nth, (model, found) in enumerate(zip(CHOSEN_BY, keys, strict=True))
    )
    return first.union(*others, all=True)


def _webinars_so_far(cohort: Cohort) -> int:
    """How many webinars have begun that count for the cohort."""
    days = (cohort.starts_on, cohort.ends_on)
    return sum(_webinars(cohort, cohort.course, *days, timezone.now()))


@prepared
def _webinars(
    cohort: Cohort, course: Course, starts_on: date, ends_on: date, now: datetime
) -> QuerySet[Webinar, int]:
    """One number, or none at all."""
    held = course.webinars.begun_in(cohort, starts_on, ends_on)
    begun = held.filter(starts_at__lte=now)
    counted = begun.order_by().values(every=Value(1)).annotate(n=Count("pk"))
    return counted.values_list("n", flat=True)


@prepared
def _attended(
    cohort: Cohort,
    course: Course,
    starts_on: date,
    ends_on: date,
    people: tuple[int, ...] | None,
) -> QuerySet[Attendance, tuple[int, int]]:
    """To how many of the webinars that count for the cohort each of its people came."""
    held = course.webinars.begun_in(cohort, starts_on, ends_on)
    counted = Attendance.objects.counted().filter(webinar__in=held)
    if people is None:
        seats = Enrollment.objects.active().filter(cohort=cohort)
        counted = counted.filter(person__in=seats.values("learner"))
    else:
        counted = counted.filter(person__in=people)
    rows = counted.order_by().values("person").annotate(n=Count("pk"))
    return rows.values_list("person", "n")
