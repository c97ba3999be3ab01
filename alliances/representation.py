"""For whom a person speaks: their organisations, and the one in an alliance."""

from typing import Any, NamedTuple

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from accounts.models import User
from alliances.models import (
    SOCIETY,
    Alliance,
    AllianceMembership,
    Room,
    Seat,
    Steward,
)
from common.prepared import prepared
from network.models import Audience, Membership, Organization


def acting_for(person: User) -> QuerySet[Organization]:
    """The organisations a person may act for, the longest belonged to first."""
    memberships = Membership.objects.confirmed().filter(
        person=person.pk, person__is_active=True
    )
    listed = Organization.objects.listed().filter(memberships__in=memberships)
    return listed.order_by("memberships__confirmed_at", "pk")


def acting_in(
    person: User, alliance: Alliance | int | OuterRef
) -> QuerySet[Organization]:
    """Those of them that are members of an alliance."""
    return acting_for(person).filter(
        alliance_memberships__alliance=alliance,
        alliance_memberships__state=AllianceMembership.State.ACTIVE,
    )


def spoken_for(person: User, room: Room) -> Organization | None:
    """The member organisation a person speaks for in a room; stewards may have none."""
    return next(iter(_acting_in.asked(person, room.alliance_id)[:1]), None)


@prepared
def _acting_in(person: User, alliance: int) -> QuerySet[Organization]:
    return acting_in(person, alliance)


def with_spoken_for(rooms: QuerySet[Room], person: User) -> QuerySet[Room]:
    """Rooms with the organization a person speaks for there, or as what they are a
    guest, read along with them."""
    acting = acting_in(person, OuterRef("alliance"))
    told = acting.values(told=JSONObject(pk="pk", name="name"))
    seat = Seat.objects.active().filter(
        room=OuterRef("pk"), person=person.pk, is_guest=True
    )
    read_along: dict[str, Any] = {
        "speaks_for": Subquery(told[:1]),
        "guest_as": Subquery(seat.values("capacity")[:1]),
    }
    return rooms.annotate(**read_along)


def deciding_in(alliance: Alliance, room: Room | None) -> QuerySet[Organization]:
    """The member organisations that decide together: all, or those of a room."""
    members = Organization.objects.listed().filter(
        alliance_memberships__alliance=alliance,
        alliance_memberships__state=AllianceMembership.State.ACTIVE,
    )
    if room is None or room.kind in Room.SHARED:
        return members
    if room.kind == Room.Kind.SOCIETY:
        return members.filter(kind__in=SOCIETY)
    seated = Seat.objects.active().filter(room=room, is_guest=False)
    confirmed = Membership.objects.confirmed().filter(
        person__in=seated.values("person")
    )
    return members.filter(pk__in=confirmed.values("organization"))


def listeners(room: Room) -> QuerySet[User]:
    """Everyone who may enter the room: what `Room.visible_to` asks, the other way."""
    return inside(*entrance(room))


class Entrance(NamedTuple):
    """Of a room, what decides who may enter: the audience, where all members may."""

    room: int
    alliance: int
    audience: str | None
    is_for_society: bool


def entrance(room: Room) -> Entrance:
    audience = room.alliance.audience_name if room.kind in Room.SHARED else None
    is_for_society = room.kind == Room.Kind.SOCIETY
    return Entrance(room.pk, room.alliance_id, audience, is_for_society)


def inside(
    room: int, alliance: int, audience: str | None, is_for_society: bool
) -> QuerySet[User]:
    """The people of an `Entrance`, for questions that are compiled once.

    A union, not an OR: that one would look at every account there is.
    """
    seats = Seat.objects.active().filter(room=room).values("person")
    stewards = stewards_of(alliance, for_society=is_for_society)
    keys = seats.union(stewards)
    if audience is not None:
        keys = keys.union(listed_in(audience))
    elif is_for_society:
        keys = keys.union(society_of(alliance))
    people: QuerySet[User] = User.objects.active().filter(pk__in=keys)
    return people


def listed_in(audience: str) -> QuerySet[Any, Any]:
    """Who is in an audience that an app fills, by key."""
    listed = Audience.members.through.objects.filter(audience__name=audience)
    return listed.values("user")


def belonging_to(alliance: Alliance) -> QuerySet[Membership]:
    """The confirmed memberships through which people belong to an alliance."""
    members = alliance.memberships.active().values("organization")
    return Membership.objects.confirmed().filter(organization__in=members)


def belongs_to(person: User, alliance: Alliance) -> bool:
    """Whether somebody is more than a guest there: a steward, or of a member."""
    if alliance.stewards.filter(person=person.pk).exists():
        return True
    return belonging_to(alliance).filter(person=person.pk).exists()


def is_official(person: User) -> bool:
    """Whether all organisations of a person are government or companies; who has none
    is not."""
    kinds = Membership.objects.confirmed().filter(person=person.pk)
    known = set(kinds.values_list("organization__kind", flat=True))
    return bool(known) and known.isdisjoint(SOCIETY)


def stewards_of(alliance: int, *, for_society: bool) -> QuerySet[Steward, Any]:
    """Who looks after an alliance, by key; `for_society`, after what civil society says
    among itself: not who belongs through government or a company alone."""
    stewards = Steward.objects.filter(alliance=alliance).values("person")
    if for_society:
        insiders = Q(person__in=society_of(alliance))
        return stewards.filter(insiders | ~Q(person__in=officials_of(alliance)))
    return stewards


def society_of(alliance: int) -> QuerySet[Membership, Any]:
    """Who belongs to those of an alliance's members that are civil society, by key."""
    return _belonging(alliance, Q(organization__kind__in=SOCIETY))


def officials_of(alliance: int) -> QuerySet[Membership, Any]:
    """Who belongs to its other members, government and companies, by key."""
    return _belonging(alliance, ~Q(organization__kind__in=SOCIETY))


def _belonging(alliance: int, of_kind: Q) -> QuerySet[Membership, Any]:
    members = AllianceMembership.objects.active().filter(of_kind, alliance=alliance)
    confirmed = Membership.objects.confirmed().filter(
        organization__in=members.values("organization")
    )
    return confirmed.values("person")
