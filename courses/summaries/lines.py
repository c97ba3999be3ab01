"""The learners of a cohort, each on one line: who they are, how far, and since when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import overload

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Collate, Lower

from courses.models import Pace, State
from courses.models.enrollment import EnrollmentQuerySet
from courses.summaries.judging import STATES, judged
from network.models import Membership

SOON = timedelta(days=3)
FIELDS = (
    *("rank", "pk", "learner", "learner__name", "learner__email", "learner__phone"),
    *("learner__regency__name", "learner__regency__province__name"),
    *("mentor", "mentor__name", "first_organization_name"),
    *("last_active_at", "since", "done_activities"),
)
# By code point, as ever: the database's own language would sort names otherwise.
NAME = Collate("learner__name", "C")
FOLDED_NAME = Collate(Lower("learner__name"), "C")
# State by state too, for whoever is behind counts since before those on track.
LONGEST_BEHIND_FIRST = ("is_finished", F("since").asc(nulls_last=True), NAME, "pk")


@dataclass(slots=True)
class Line:
    """One learner. `done` are the required activities that are done."""

    pace: Pace
    state: State
    seat: int
    learner: int
    name: str
    email: str | None
    phone: str | None
    regency_name: str | None
    province_name: str | None
    mentor: int | None
    mentor_name: str | None
    organization_name: str | None
    last_active_at: datetime | None
    since: date | None
    done: list[int]

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
        return self.pace.next_activity(frozenset(self.done))


class Lines(Sequence[Line]):
    """The lines of these seats of one cohort. What is sliced off is read alone."""

    def __init__(self, seats: EnrollmentQuerySet, pace: Pace) -> None:
        """The seats are `ready`."""
        self.seats = seats
        self.pace = pace

    def __iter__(self) -> Iterator[Line]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all) if "_all" in vars(self) else self._count

    @overload
    def __getitem__(self, key: int) -> Line: ...
    @overload
    def __getitem__(self, key: slice) -> list[Line]: ...
    def __getitem__(self, key: int | slice) -> Line | list[Line]:
        if isinstance(key, slice) and "_all" not in vars(self):
            return self._read(self.seats[key])
        return self._all[key]

    def only(self, condition: Q) -> "Lines":
        return Lines(self.seats.filter(condition), self.pace)

    def by_name(self) -> "Lines":
        return Lines(self.seats.order_by(FOLDED_NAME, "pk"), self.pace)

    @cached_property
    def _all(self) -> list[Line]:
        return self._read(self.seats)

    @cached_property
    def _count(self) -> int:
        return self.seats.count()

    def _read(self, seats: EnrollmentQuerySet) -> list[Line]:
        rows = seats.with_done(self.pace.required).values_list(*FIELDS)
        return [Line(self.pace, STATES[rank], *row) for rank, *row in rows]


def lines(seats: EnrollmentQuerySet, pace: Pace) -> Lines:
    """Those behind longest first; `seats` is a query of one cohort's seats."""
    first = (
        Membership.objects.confirmed()
        .filter(person=OuterRef("learner"))
        .order_by("created_at", "pk")
    )
    ready = judged(seats.active(), pace).annotate(
        first_organization=Subquery(first.values("organization")[:1]),
        first_organization_name=Subquery(first.values("organization__name")[:1]),
    )
    return Lines(ready.order_by(*LONGEST_BEHIND_FIRST), pace)
