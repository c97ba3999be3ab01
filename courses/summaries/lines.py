"""The learners of a cohort, each on one line: who they are, how far, and since when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from common.models import Regency
from courses.models import Pace, State
from courses.models.enrollment import EnrollmentQuerySet
from network.models import Membership

SOON = timedelta(days=3)
RANK = {
    State.BEHIND: 0,
    State.ON_TRACK: 1,
    State.AHEAD: 2,
    State.FINISHED: 3,
}
FIELDS = (
    *("pk", "learner", "learner__name", "learner__email", "learner__phone"),
    *("learner__regency", "mentor", "mentor__name"),
    *("enrolled_at", "last_active_at", "done_activities"),
)


@dataclass(slots=True)
class Line:
    """One learner. `done` are the required activities that are done."""

    pace: Pace
    seat: int
    learner: int
    name: str
    email: str | None
    phone: str | None
    regency: str | None
    mentor: int | None
    mentor_name: str | None
    enrolled_at: datetime
    last_active_at: datetime | None
    done: list[int]
    since: date | None = None
    state: State = State.ON_TRACK
    regency_name: str = ""
    province: str = ""
    province_name: str = ""
    organization: int | None = None
    organization_name: str = ""

    @property
    def short_name(self) -> str:
        return self.name.split()[0] if self.name else ""

    @property
    def late_days(self) -> int:
        return (self.pace.today - self.since).days if self.since else 0

    @property
    def due_in_days(self) -> int:
        return -self.late_days

    @property
    def is_due_soon(self) -> bool:
        return (
            self.pace.cohort.is_scheduled
            and self.state == State.ON_TRACK
            and self.since is not None
            and self.since - self.pace.today <= SOON
        )

    @property
    def next_activity(self) -> int | None:
        return self.pace.next_activity(self.done)


def lines(seats: EnrollmentQuerySet, pace: Pace) -> list[Line]:
    """Those behind longest first; `seats` is a query of one cohort's seats."""
    rows = seats.active().with_done(pace.required).order_by().values_list(*FIELDS)
    made = [Line(pace, *row) for row in rows]
    for line in made:
        active_at = line.last_active_at or line.enrolled_at
        line.since = pace.since(line.done, active_at)
        line.state = pace.state(line.done, line.since)
    _place(made)
    _organize(made)
    made.sort(key=_order)
    return made


def _order(line: Line) -> tuple[int, date, str, int]:
    return RANK[line.state], line.since or date.max, line.name, line.seat


def _place(made: list[Line]) -> None:
    codes = {line.regency for line in made}
    known = Regency.objects.filter(pk__in=codes).select_related("province").in_bulk()
    for line in made:
        if line.regency is not None:
            regency = known[line.regency]
            line.regency_name = regency.name
            line.province = regency.province_id
            line.province_name = regency.province.name


def _organize(made: list[Line]) -> None:
    """The organisation that each learner joined first."""
    members = Membership.objects.confirmed().filter(
        person__in=[line.learner for line in made]
    )
    rows = members.order_by("-created_at").values_list(
        "person", "organization", "organization__name"
    )
    known = {person: (pk, name) for person, pk, name in rows}
    for line in made:
        if line.learner in known:
            line.organization, line.organization_name = known[line.learner]
