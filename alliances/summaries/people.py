"""Who a room is for, and who is in it now."""

from dataclasses import dataclass

from django.db.models import CharField, OuterRef, QuerySet, Subquery

from accounts.models import User
from alliances import presence
from alliances.models import AllianceMembership, Room
from alliances.representation import entrance, inside
from common.prepared import prepared
from network.models import Organization


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
    known = _listeners(*entrance(room))
    here = {*presence.among(room.pk, known), reader.pk}
    people = _present(room.alliance_id, tuple(here))
    present = [Present(name, acting or "") for name, acting in people]
    return People(len(known), present)


@prepared
def _listeners(
    room: int, alliance: int, audience: str | None, is_for_society: bool
) -> QuerySet[User, int]:
    people = inside(room, alliance, audience, is_for_society)
    return people.values_list("pk", flat=True)


@prepared
def _present(
    alliance: int, keys: tuple[int, ...]
) -> QuerySet[User, tuple[str, str | None]]:
    people = User.objects.filter(pk__in=keys).order_by("name", "pk")
    found: QuerySet[User, tuple[str, str | None]]
    found = people.values_list("name", _acting_name(alliance))
    return found


def _acting_name(alliance: int) -> Subquery:
    """The name of the member organisation a person speaks for."""
    organizations = Organization.objects.filter(
        alliance_memberships__alliance=alliance,
        alliance_memberships__state=AllianceMembership.State.ACTIVE,
        memberships__person=OuterRef("pk"),
        memberships__ended_at=None,
        memberships__confirmed_at__isnull=False,
    ).order_by("memberships__confirmed_at", "pk")
    return Subquery(organizations.values("name")[:1], output_field=CharField())
