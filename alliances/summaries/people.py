"""Who a room is for, and who is in it now."""

from dataclasses import dataclass

from django.db.models import CharField, OuterRef, Subquery

from accounts.models import User
from alliances import presence
from alliances.models import Alliance, AllianceMembership, Room
from alliances.representation import listeners
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
    known = list(listeners(room).values_list("pk", flat=True))
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
