"""Where a reader stands with alliances, and the lines of the public home page."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, QuerySet

from accounts.models import User
from alliances.models import Alliance, AllianceMembership, Room
from alliances.representation import acting_for
from common.prepared import prepared
from network.models import Audience, Organization

LINES_AT_HOME = 3


@dataclass(frozen=True)
class Place:
    """Where a reader stands with an alliance."""

    memberships: list[AllianceMembership]
    may_join: QuerySet[Organization]
    rooms: list[Room]
    # Guests enter rooms, and no more.
    reads_forum: bool = False

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
    mine = Audience.objects.including(user).filter(name=alliance.audience_name)
    return Place(list(memberships), may_join, list(rooms), mine.exists())


def rooms_beside(room: Room, user: User) -> list[Room]:
    """The rooms of its alliance that the reader may enter too."""
    return _rooms(room.alliance_id, user)


def room_for(user: User | AnonymousUser, room: int) -> Room | None:
    """A room as it is now, if this person may enter it now."""
    return next(iter(_open_room(user, room)), None)


@prepared
def _open_room(user: User | AnonymousUser, room: int) -> QuerySet[Room]:
    return Room.objects.visible_to(user).heard_from(user).filter(pk=room)


@prepared
def _rooms(alliance: int, user: User) -> QuerySet[Room]:
    return Room.objects.filter(alliance=alliance).for_aside(user)


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
