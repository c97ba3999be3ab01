"""Who a room is for, and who is in it now."""

from dataclasses import dataclass

from django.db.models import Case, CharField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.models import User
from alliances import presence
from alliances.models import AllianceMembership, Room, RoomPseudonym
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
    people = _present(room.pk, room.alliance_id, tuple(here))
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
    room: int, alliance: int, keys: tuple[int, ...]
) -> QuerySet[User, tuple[str, str | None]]:
    mask = RoomPseudonym.objects.filter(room=room, person=OuterRef("pk")).values("name")
    heard = User.objects.filter(pk__in=keys).annotate(mask=Subquery(mask[:1]))
    people = heard.annotate(heard_as=Coalesce("mask", "name")).order_by(
        "heard_as", "pk"
    )
    acting = Case(When(mask=None, then=_acting_name(alliance)), default=Value(""))
    found: QuerySet[User, tuple[str, str | None]]
    found = people.values_list("heard_as", acting)
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
