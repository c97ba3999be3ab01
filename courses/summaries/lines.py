"""The learners of a cohort, each on one line: who they are, how far, and since when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, NamedTuple, overload

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Collate, Lower

from accounts.models import User
from common.prepared import prepared
from courses.models import Cohort, Enrollment, Pace, State
from courses.models.enrollment import EnrollmentQuerySet
from courses.summaries.judging import STATES, judged
from network.models import Membership, Organization

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
        """None for who has finished: what a course came to ask later is not asked."""
        if self.state == State.FINISHED:
            return None
        return self.pace.next_activity(frozenset(self.done))


class Wanted(NamedTuple):
    """Which seats of a cohort are shown to whom. What is `None` is not asked for."""

    cohort: Cohort
    reader: User
    required: tuple[int, ...]
    latest_behind: date | None
    seat: int | None = None
    words: str | None = None
    rank: int | None = None
    is_never: bool = False
    province: str | None = None
    organization: int | None = None
    mentor: int | None = None


class Lines(Sequence[Line]):
    """The lines of the seats that are wanted. What is sliced off is read alone."""

    def __init__(
        self, wanted: Wanted, pace: Pace, *, but: Q | None = None, by_name: bool = False
    ) -> None:
        self.wanted = wanted
        self.pace = pace
        self.but = but
        self.is_by_name = by_name

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
            return self._read(range(key.start or 0, key.stop))
        return self._all[key]

    @property
    def seats(self) -> EnrollmentQuerySet:
        """To build upon."""
        seats = seats_of(*self.wanted)
        return seats.filter(self.but) if self.but else seats

    def only(self, condition: Q) -> "Lines":
        """Those of them that fit; such lines are asked for anew each time."""
        both = self.but & condition if self.but else condition
        return Lines(self.wanted, self.pace, but=both, by_name=self.is_by_name)

    def by_name(self) -> "Lines":
        return Lines(self.wanted, self.pace, but=self.but, by_name=True)

    @cached_property
    def _all(self) -> list[Line]:
        return self._read(None)

    @cached_property
    def _count(self) -> int:
        if self.but:
            return self.seats.count()
        return sum(_counted(*self.wanted))

    def _read(self, span: range | None) -> list[Line]:
        """Those in the span of their order, or all."""
        if self.but:
            found = _in_order(self.seats, self.is_by_name, span)
            rows = list(_columns(found, self.wanted.required))
        else:
            rows = _rows(*self.wanted, self.is_by_name, span)
        return [Line(self.pace, STATES[rank], *row) for rank, *row in rows]


def lines(cohort: Cohort, reader: User, pace: Pace, seat: int | None = None) -> Lines:
    """Those behind longest first, of whom the reader may follow; or one seat alone."""
    latest = pace.latest_behind if pace.has_begun else None
    return Lines(Wanted(cohort, reader, pace.required, latest, seat), pace)


def seats_of(
    cohort: Cohort,
    reader: User,
    required: tuple[int, ...],
    latest_behind: date | None,
    seat: int | None,
    words: str | None,
    rank: int | None,
    is_never: bool,
    province: str | None,
    organization: int | None,
    mentor: int | None,
) -> EnrollmentQuerySet:
    """The seats that are wanted (the parts of a `Wanted`), judged, in no order."""
    first = (
        Membership.objects.confirmed()
        .filter(person=OuterRef("learner"))
        .order_by("created_at", "pk")
    )
    seats = Enrollment.objects.filter(cohort=cohort).followed_by(reader).active()
    ready = judged(seats, required, latest_behind).annotate(
        first_organization=Subquery(first.values("organization")[:1]),
        first_organization_name=Subquery(first.values("organization__name")[:1]),
    )
    asked = Q(last_active_at=None) if is_never else Q()
    if words is not None:
        asked &= _about(words)
    exactly = {
        "pk": seat,
        "rank": rank,
        "learner__regency__province": province,
        "first_organization": organization,
        "mentor": mentor,
    }
    known = {name: value for name, value in exactly.items() if value is not None}
    return ready.filter(asked, **known)


@prepared
def _rows(*wanted: Any) -> QuerySet[Enrollment, tuple[Any, ...]]:
    """The last two say in which order, and from which line to which."""
    *parts, by_name, span = wanted
    found = _in_order(seats_of(*parts), by_name, span)
    return _columns(found, parts[2])


@prepared
def _counted(*wanted: Any) -> QuerySet[Enrollment, int]:
    """One number, or none at all."""
    seats = seats_of(*wanted).order_by().values(every=Value(1))
    return seats.annotate(n=Count("pk")).values_list("n", flat=True)


def _in_order(
    seats: EnrollmentQuerySet, by_name: bool, span: range | None
) -> EnrollmentQuerySet:
    order = (FOLDED_NAME, "pk") if by_name else LONGEST_BEHIND_FIRST
    ordered = seats.order_by(*order)
    return ordered[span.start : span.stop] if span else ordered


def _columns(
    seats: EnrollmentQuerySet, required: tuple[int, ...]
) -> QuerySet[Enrollment, tuple[Any, ...]]:
    return seats.with_done(required).values_list(*FIELDS)


def _about(words: str) -> Q:
    """The words are in the name of the learner, their place or organisation."""
    organizations = Organization.objects.filter(name__icontains=words)
    return (
        Q(learner__name__icontains=words)
        | Q(learner__regency__name__icontains=words)
        | Q(first_organization__in=organizations.values("pk"))
    )
