"""What pages tell about alliances: a room's events, who is present, lines for home."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from alliances import presence, realtime
from alliances.models import Alliance, AllianceMembership, Room, RoomEvent
from alliances.representation import acting_for
from common.prepared import prepared
from common.waiting import Waiting
from network.models import Audience, Organization

PAGE_OF_EVENTS = 100
WINDOW = 50
LINES_AT_HOME = 3


@dataclass(frozen=True)
class Stretch:
    """Events in order, and how far they reach.

    Whoever has these has everything up to `seq`; a number that is missing below it has
    expired. `last` is the room's last number when they were read.
    """

    events: list[RoomEvent]
    seq: int
    last: int

    def frames(self) -> list[dict[str, Any]]:
        return [realtime.frame(event) for event in self.events]


def events_after(room: Room, seq: int, *, limit: int = PAGE_OF_EVENTS) -> Stretch:
    """What came after a number. `room` was just read: it says how far one may look.

    What its counter counts is committed, so those rows are there to be read; what came
    since will be announced.
    """
    last = room.last_seq
    found = room.events.with_names().after(seq).filter(seq__lte=last)
    events = list(found[:limit])
    reached = events[-1].seq if len(events) == limit else last
    return Stretch(events, reached, last)


def events_before(room: Room, seq: int, *, limit: int = WINDOW) -> list[RoomEvent]:
    return list(room.events.with_names().before(seq)[:limit])[::-1]


@dataclass(frozen=True)
class Day:
    """The events of one day, as the reader's zone has it."""

    at: datetime
    events: list[RoomEvent]


def by_day(events: list[RoomEvent]) -> list[Day]:
    days = groupby(events, key=lambda event: timezone.localdate(event.created_at))
    grouped = [list(of_day) for _day, of_day in days]
    return [Day(events[0].created_at, events) for events in grouped]


@dataclass(frozen=True)
class Window:
    """The part of a conversation that a page shows, day by day."""

    days: list[Day]
    first: int
    last: int
    has_older: bool
    new_from: int


def window(room: Room, reader: User, *, before: int | None = None) -> Window:
    """The last messages, or those before a number; `new_from` is where unread begins.

    Nothing is marked new for who never was here, nor before one's own words.
    """
    events = events_before(room, before or room.last_seq + 1)
    first = events[0].seq if events else 0
    new = (
        event.seq
        for event in events
        if event.seq > room.read_seq and event.author_id != reader.pk
    )
    return Window(
        days=by_day(events),
        first=first,
        last=room.last_seq if before is None else before - 1,
        has_older=first > 1,
        new_from=next(new, 0) if room.read_seq else 0,
    )


@dataclass(frozen=True)
class Present:
    name: str
    organization: str


@dataclass(frozen=True)
class People:
    """Everyone a room is for, counted, and those who are in it now."""

    total: int
    present: list[Present]


def people_of(room: Room, reader: User) -> People:
    """Two queries, however many people; the reader is always present to themselves."""
    audience = Audience.objects.filter(name=room.alliance.audience_name)
    known = list(audience.values_list("members", flat=True).exclude(members=None))
    here = {*presence.among(room.pk, known), reader.pk}
    people = (
        User.objects.filter(pk__in=here)
        .annotate(acting=_acting_name(room.alliance))
        .order_by("name", "pk")
    )
    present = [Present(person.name, person.acting or "") for person in people]
    return People(len(known), present)


def _acting_name(alliance: Alliance) -> Subquery:
    """The name of the member organisation a person speaks for."""
    organizations = Organization.objects.filter(
        alliance_memberships__alliance=alliance,
        alliance_memberships__state=AllianceMembership.State.ACTIVE,
        memberships__person=OuterRef("pk"),
        memberships__ended_at=None,
        memberships__confirmed_at__isnull=False,
    ).order_by("memberships__confirmed_at", "pk")
    return Subquery(organizations.values("name")[:1], output_field=CharField())


@dataclass(frozen=True)
class Place:
    """Where a reader stands with an alliance."""

    memberships: list[AllianceMembership]
    may_join: QuerySet[Organization]
    rooms: list[Room]

    @property
    def is_inside(self) -> bool:
        return bool(self.rooms)


def place_of(user: User | AnonymousUser, alliance: Alliance) -> Place:
    if not user.is_authenticated:
        return Place([], Organization.objects.none(), [])
    own = acting_for(user)
    current = alliance.memberships.current()
    memberships = current.filter(organization__in=own).for_list()
    taken = current.exclude(state=AllianceMembership.State.INVITED)
    may_join = own.exclude(pk__in=taken.values("organization"))
    if alliance.openness == Alliance.Openness.INVITATION:
        invited = current.filter(state=AllianceMembership.State.INVITED)
        may_join = may_join.filter(pk__in=invited.values("organization"))
    rooms = alliance.rooms.for_aside(user).select_related("alliance")
    return Place(list(memberships), may_join, list(rooms))


def own_alliances(user: User | AnonymousUser) -> set[int]:
    """The alliances whose rooms are open to this reader."""
    return set(Room.objects.visible_to(user).values_list("alliance", flat=True))


@dataclass(frozen=True)
class AllianceLine:
    name: str
    url: str
    summary: str
    sector: str
    members: int


def for_public_home() -> list[AllianceLine]:
    """The alliances with the most members; one query."""
    alliances = Alliance.objects.for_list(AnonymousUser()).order_by(
        F("member_count").desc(), "name"
    )
    return [
        AllianceLine(
            name=alliance.name,
            url=alliance.get_absolute_url(),
            summary=alliance.summary,
            sector=alliance.sector.name,
            members=alliance.member_count,
        )
        for alliance in alliances[:LINES_AT_HOME]
    ]


def waiting_for(user: User) -> list[Waiting]:
    """Organisations asking to join, and rooms with news; two queries."""
    return [*_requests(user), *_unread_rooms(user)]


def _unread_rooms(user: User) -> list[Waiting]:
    return [
        Waiting(
            icon="alliance",
            title=f"{room.name}, {room.alliance.name}",
            text=ngettext("%d pesan baru", "%d pesan baru", room.unread) % room.unread,
            url=f"{room.get_absolute_url()}#terbaru",
            urgency=2,
            at=room.last_at,
        )
        for room in _rooms_with_news(user)
    ]


@prepared
def _rooms_with_news(user: User) -> QuerySet[Room]:
    return (
        Room.objects.visible_to(user)
        .with_unread(user)
        .filter(last_seq__gt=F("read_seq"))
        .select_related("alliance")
        .order_by("-last_at")[:LINES_AT_HOME]
    )


def _requests(user: User) -> list[Waiting]:
    return [
        Waiting(
            icon="people",
            title=_("%(organization)s ingin bergabung")
            % {"organization": membership.organization},
            text=membership.alliance.name,
            url=reverse("alliances:stewards", args=[membership.alliance.slug]),
            urgency=1,
            at=membership.created_at,
        )
        for membership in _asking(user)
    ]


@prepared
def _asking(steward: User) -> QuerySet[AllianceMembership]:
    return (
        AllianceMembership.objects.requested()
        .filter(alliance__stewards__person=steward)
        .select_related("alliance", "organization")
        .order_by("created_at")[:LINES_AT_HOME]
    )
