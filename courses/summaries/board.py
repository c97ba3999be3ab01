"""The trainer's board: who is where, who is behind, and whom to greet."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import CharField, Count, F, Q, Value
from django.db.models.functions import Cast
from django.utils import timezone

from accounts.models import User
from common.models import Province
from courses.models import Activity, Attendance, Cohort, Enrollment, Pace, State
from courses.summaries.greetings import greeting_url
from courses.summaries.judging import RANK, STATES
from courses.summaries.lines import Line, Lines, lines
from network.models import Organization

NEVER = "never"
Choice = tuple[str, str]


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
        by_rank = self.lines.seats.order_by().values(of=F("rank"))
        counted = by_rank.annotate(
            n=Count("pk"), never=Count("pk", filter=Q(last_active_at=None))
        )
        rows = list(counted.values_list("of", "n", "never"))
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
        seats = self.lines.seats.order_by()
        asked = {
            Province: seats.values("learner__regency__province"),
            Organization: seats.values(of=F("first_organization")),
            User: seats.values("mentor"),
        }
        named = [
            model._default_manager.filter(pk__in=keys)
            .order_by()
            .values_list(Value(nth), Cast("pk", CharField()), "name")
            for nth, (model, keys) in enumerate(asked.items())
        ]
        first, *others = named
        found = sorted(
            first.union(*others, all=True), key=lambda one: one[2].casefold()
        )
        return {
            model: [(key, name) for of, key, name in found if of == nth]
            for nth, model in enumerate(asked)
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
        wanted = Q()
        if words:
            wanted &= _about(words)
        if state == NEVER:
            wanted &= Q(last_active_at=None)
        elif state:
            wanted &= Q(rank=RANK[State(state)])
        if province:
            wanted &= Q(learner__regency__province=province)
        if organization:
            wanted &= Q(first_organization=int(organization))
        if mentor:
            wanted &= Q(mentor=int(mentor))
        return self.lines.only(wanted) if wanted else self.lines


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
    seats = Enrollment.objects.filter(cohort=cohort).followed_by(reader)
    if seat is not None:
        seats = seats.filter(pk=seat)
    activities = Activity.objects.of_course(cohort.course).published()
    pace = Pace.of(cohort)
    return Board(
        cohort=cohort,
        reader=reader,
        activities=list(activities.select_related("module")),
        pace=pace,
        lines=lines(seats, pace),
        webinars=_webinars_so_far(cohort),
    )


def rows(of: Board, shown: Iterable[Line], *, greet: bool = True) -> list[Row]:
    """The lines of one page, with what only a page needs."""
    steps = {activity.pk: activity for activity in of.activities}
    for activity in of.activities:
        activity.module.course = of.cohort.course
    modules = list(dict.fromkeys(a.module_id for a in of.activities))
    shown = list(shown)
    attended = _attended(of.cohort, [line.learner for line in shown])
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


def _about(words: str) -> Q:
    """The words are in the name of the learner, their place or organisation."""
    organizations = Organization.objects.filter(name__icontains=words)
    return (
        Q(learner__name__icontains=words)
        | Q(learner__regency__name__icontains=words)
        | Q(first_organization__in=organizations.values("pk"))
    )


def _webinars_so_far(cohort: Cohort) -> int:
    """How many webinars of the course have begun while the cohort ran."""
    begun = cohort.course.webinars.published().filter(starts_at__lte=timezone.now())
    return begun.filter(
        starts_at__date__gte=cohort.starts_on, starts_at__date__lte=cohort.ends_on
    ).count()


def _attended(cohort: Cohort, people: list[int]) -> dict[int, int]:
    """To how many webinars of the cohort's days each of these people came."""
    counted = Attendance.objects.counted().filter(
        person__in=people,
        webinar__course=cohort.course_id,
        webinar__starts_at__date__gte=cohort.starts_on,
        webinar__starts_at__date__lte=cohort.ends_on,
    )
    rows = counted.order_by().values("person").annotate(n=Count("pk"))
    return dict(rows.values_list("person", "n"))
