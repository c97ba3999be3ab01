"""For whom a person speaks: their organisations, and the one in an alliance."""

from django.db.models import Q, QuerySet

from accounts.models import User
from alliances.models import SOCIETY, AllianceMembership, Room, Seat
from network.models import Membership, Organization


def acting_for(person: User) -> QuerySet[Organization]:
    """The organisations a person may act for, the longest belonged to first."""
    memberships = Membership.objects.confirmed().filter(
        person=person.pk, person__is_active=True
    )
    listed = Organization.objects.listed().filter(memberships__in=memberships)
    return listed.order_by("memberships__confirmed_at", "pk")


def spoken_for(person: User, room: Room) -> Organization | None:
    """The member organisation a person speaks for in a room; stewards may have none."""
    return (
        acting_for(person)
        .filter(
            alliance_memberships__alliance=room.alliance_id,
            alliance_memberships__state=AllianceMembership.State.ACTIVE,
        )
        .first()
    )


def listeners(room: Room) -> QuerySet[User]:
    """Everyone who may enter the room: what `Room.visible_to` asks, the other way."""
    people: QuerySet[User] = User.objects.active()
    seats = Seat.objects.active().filter(room=room)
    inside = Q(pk__in=seats.values("person"))
    inside |= Q(stewardships__alliance=room.alliance_id)
    if room.kind in Room.SHARED:
        inside |= Q(audiences__name=room.alliance.audience_name)
    elif room.kind == Room.Kind.SOCIETY:
        members = AllianceMembership.objects.active().filter(
            alliance=room.alliance_id, organization__kind__in=SOCIETY
        )
        confirmed = Membership.objects.confirmed().filter(
            organization__in=members.values("organization")
        )
        inside |= Q(pk__in=confirmed.values("person"))
    return people.filter(inside).distinct()
