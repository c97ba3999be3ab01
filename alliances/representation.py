"""For whom a person speaks: their organisations, and the one in an alliance."""

from django.db.models import QuerySet

from accounts.models import User
from alliances.models import AllianceMembership, Room
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
    if room.kind == Room.Kind.PRIVATE:
        return people.filter(stewardships__alliance=room.alliance_id)
    return people.filter(audiences__name=room.alliance.audience_name)
