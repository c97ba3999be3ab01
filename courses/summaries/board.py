"""The trainer's board: who is where, who is behind, and whom to greet."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count
from django.utils import timezone

from accounts.models import User
from courses.models import Activity, Attendance, Cohort, Enrollment, Pace, State
from courses.summaries.greetings import greeting_url
from courses.summaries.lines import Line, lines

NEVER = "never"
Choice = tuple[str, str]


@dataclass(frozen=True)
class Board:
    """One cohort as one follower may see it."""

    cohort: Cohort
    reader: User
    activities: list[Activity]
    pace: Pace
    lines: list[Line]
    webinars: int

    @property
    def required(self) -> int:
        return sum(activity.is_required for activity in self.activities)

    @cached_property
    def figures(self) -> dict[str, int]:
        """How many there are, in each state, and who never came."""
        counted = Counter(line.state.value for line in self.lines)
        return {
            "total": len(self.lines),
            "never": sum(line.last_active_at is None for line in self.lines),
            **{state.value: counted[state.value] for state in State},
        }

    @cached_property
    def provinces(self) -> list[Choice]:
        return _choices((line.province, line.province_name) for line in self.lines)

    @cached_property
    def organizations(self) -> list[Choice]:
        return _choices(
            (str(line.organization or ""), line.organization_name)
            for line in self.lines
        )

    @cached_property
    def mentors(self) -> list[Choice]:
        return _choices(
            (str(line.mentor or ""), line.mentor_name or "") for line in self.lines
        )

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
    ) -> list[Line]:
        """The lines that fit the filters; an empty one fits all."""
        found: Iterable[Line] = self.lines
        if words:
            wanted = words.casefold()
            found = (line for line in found if wanted in _searched(line))
        if state == NEVER:
            found = (line for line in found if line.last_active_at is None)
        elif state:
            found = (line for line in found if line.state == state)
        if province:
            found = (line for line in found if line.province == province)
        if organization:
            found = (line for line in found if str(line.organization) == organization)
        if mentor:
            found = (line for line in found if str(line.mentor) == mentor)
        return list(found)


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


def rows(of: Board, shown: list[Line], *, greet: bool = True) -> list[Row]:
    """The lines of one page, with what only a page needs."""
    steps = {activity.pk: activity for activity in of.activities}
    for activity in of.activities:
        activity.module.course = of.cohort.course
    modules = list(dict.fromkeys(a.module_id for a in of.activities))
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


def _choices(pairs: Iterable[Choice]) -> list[Choice]:
    found = {key: name for key, name in pairs if key}
    return sorted(found.items(), key=lambda pair: pair[1].casefold())


def _searched(line: Line) -> str:
    return f"{line.name}\n{line.organization_name}\n{line.regency_name}".casefold()


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
