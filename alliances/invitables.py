"""Alliances as places that people are invited to."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from alliances.actions import joining
from alliances.models import Alliance
from alliances.permissions import can_steward
from alliances.representation import acting_for
from common.decisions import Decision
from network.models import Organization
from notices import invitables


class AllianceInvitable(invitables.Invitable):
    name = "aliansi"

    def places(self) -> QuerySet[Any]:
        return Alliance.objects.all()

    def can_invite(self, user: User, place: Alliance) -> Decision:
        return can_steward(user, place)

    def title(self, place: Alliance) -> str:
        return place.name

    def names(self, *, person: User, place: Alliance) -> list[tuple[str, str]]:
        outside = _outside(person, place).order_by("name")
        return [(str(organization.pk), organization.name) for organization in outside]

    def welcome(
        self, *, person: User, place: Alliance, invited_by: User, name: str = ""
    ) -> str:
        """Organisations are members, not people: the door opens for the one that was
        chosen of those that the person acts for; who has none finds one first.
        """
        address: str = place.get_absolute_url()
        if not acting_for(person).exists():
            return f"{reverse('network:choose')}?{urlencode({'next': address})}"
        chosen = _outside(person, place).filter(pk=name).first() if name else None
        if chosen:
            joining.invite(steward=invited_by, alliance=place, organization=chosen)
        return address


def _outside(person: User, place: Alliance) -> QuerySet[Organization]:
    """Those that the person acts for and that do not stand in the alliance yet."""
    known = place.memberships.current().values("organization")
    outside: QuerySet[Organization] = acting_for(person).exclude(pk__in=known)
    return outside


invitables.register(AllianceInvitable())
