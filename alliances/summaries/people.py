"""Who a room is for, and who is in it now."""

from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from accounts.models import User
from alliances import presence
from alliances.models import AllianceMembership, Room, RoomPseudonym, Seat, Steward
from alliances.representation import entrance, inside, stewards_of
from common.prepared import prepared
from network.models import Organization


@dataclass(frozen=True)
class Present:
    name: str
    # Their organisation, or as what a guest is here.
    organization: str
    is_guest: bool = False


@dataclass(frozen=True)
class People:
    """Everyone a room is for, counted, and those who are in it now."""

    total: int
    present: list[Present]


def people_of(room: Room, reader: User) -> People:
    """One query, however many people; the reader is always present to themselves."""
    here = {*presence.people_in(room.pk), reader.pk}
    people = _present(*entrance(room), reader.pk, tuple(here))
    present = [
        Present(name, acting or guest_as or "", not acting and guest_as is not None)
        for name, acting, guest_as, _total in people
    ]
    return People(people[0][-1], present)


@dataclass(frozen=True)
class Keeper:
    """Somebody who is in a room by name: as its alliance's steward, or invited."""

    person: int
    name: str
    is_steward: bool
    is_guest: bool
    organization: str


@dataclass(frozen=True)
class Standing:
    """What a reader may do in a room beyond talking."""

    is_steward: bool
    has_seat: bool
    may_propose: bool
    may_make_topics: bool


def keepers_of(room: Room) -> list[Keeper]:
    """The stewards, then those who were invited; one query."""
    is_for_society = room.kind == Room.Kind.SOCIETY
    rows = _keepers(room.pk, room.alliance_id, is_for_society)
    keepers = [
        Keeper(person, name, is_steward, is_guest, acting or capacity)
        for person, name, is_steward, is_guest, capacity, acting in rows
    ]
    keepers.sort(key=lambda each: (not each.is_steward, each.name.lower()))
    # A steward's seat adds nothing.
    stewards = {each.person for each in keepers if each.is_steward}
    return [each for each in keepers if each.is_steward or each.person not in stewards]


def standing_among(keepers: list[Keeper], reader: User, room: Room) -> Standing:
    """As `can_steward`, `can_propose` and `can_make_topic` have it, from what is read
    already."""
    own = [each for each in keepers if each.person == reader.pk]
    is_steward = reader.is_staff or any(each.is_steward for each in own)
    seats = [each for each in own if not each.is_steward]
    is_outsider = any(each.is_guest for each in seats)
    is_inside = is_steward or not is_outsider
    may_make_topics = is_inside or room.kind not in Room.SHARED
    return Standing(is_steward, bool(seats), is_inside, may_make_topics)


@prepared
def _present(
    room: int,
    alliance: int,
    audience: str | None,
    is_for_society: bool,
    reader: int,
    keys: tuple[int, ...],
) -> QuerySet[User, tuple[str, str | None, str | None, int]]:
    """Of these keys, the reader's among them, who may be there; each with the number
    of all who may."""
    everyone = inside(room, alliance, audience, is_for_society)
    may_enter = Q(pk=reader) | Q(pk__in=everyone.values("pk"))
    mask = RoomPseudonym.objects.filter(room=room, person=OuterRef("pk")).values("name")
    heard = User.objects.filter(may_enter, pk__in=keys).annotate(
        mask=Subquery(mask[:1])
    )
    people = heard.annotate(heard_as=Coalesce("mask", "name")).order_by(
        "heard_as", "pk"
    )
    acting = Case(When(mask=None, then=_acting_name(alliance)), default=Value(""))
    seat = Seat.objects.active().filter(room=room, person=OuterRef("pk"), is_guest=True)
    guest_as = Case(When(mask=None, then=Subquery(seat.values("capacity")[:1])))
    total = Subquery(_counted(everyone))
    found: QuerySet[User, tuple[str, str | None, str | None, int]]
    found = people.values_list("heard_as", acting, guest_as, total)
    return found


def _counted(people: QuerySet[User]) -> QuerySet[User, Any]:
    """Their number, nought of nobody: one row."""
    return people.annotate(total=Func("pk", function="COUNT")).values("total")


@prepared
def _keepers(room: int, alliance: int, is_for_society: bool) -> QuerySet[Any, Any]:
    here = Q(person__is_active=True)
    acting = _acting_name(alliance, "person")
    entering = stewards_of(alliance, for_society=is_for_society)
    of_all = Steward.objects.filter(here, alliance=alliance, person__in=entering)
    invited = Seat.objects.active().filter(here, room=room)
    yes, never, nothing = Value(True), Value(False), Value("")
    stewards = of_all.values_list("person", "person__name", yes, never, nothing, acting)
    seats = invited.values_list(
        "person", "person__name", never, "is_guest", "capacity", acting
    )
    return stewards.union(seats, all=True)


def _acting_name(alliance: int, person: str = "pk") -> Subquery:
    """The name of the member organisation a person speaks for."""
    organizations = Organization.objects.filter(
        alliance_memberships__alliance=alliance,
        alliance_memberships__state=AllianceMembership.State.ACTIVE,
        memberships__person=OuterRef(person),
        memberships__ended_at=None,
        memberships__confirmed_at__isnull=False,
    ).order_by("memberships__confirmed_at", "pk")
    return Subquery(organizations.values("name")[:1], output_field=CharField())
