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
from notices import invitables


class AllianceInvitable(invitables.Invitable):
    name = "aliansi"

    def places(self) -> QuerySet[Any]:
        return Alliance.objects.all()

    def can_invite(self, user: User, place: Alliance) -> Decision:
        return can_steward(user, place)

    def title(self, place: Alliance) -> str:
        return place.name

    def welcome(self, *, person: User, place: Alliance, invited_by: User) -> str:
        """Organisations are members, not people: the door opens for those that the
        person acts for; who has none chooses one first.
        """
        own = acting_for(person)
        address: str = place.get_absolute_url()
        if not own.exists():
            return f"{reverse('network:choose')}?{urlencode({'next': address})}"
        known = place.memberships.current().values("organization")
        for organization in own.exclude(pk__in=known):
            joining.invite(
                steward=invited_by, alliance=place, organization=organization
            )
        return address


invitables.register(AllianceInvitable())
