"""The audience of an alliance: people of its member organisations, and stewards."""

from django.db import transaction
from django.db.models import Q, QuerySet

from accounts.models import User
from alliances import realtime
from alliances.models import Alliance, AllianceMembership
from network.actions import audiences
from network.models import Audience, Membership, Organization


@transaction.atomic
def fill(alliance: Alliance) -> Audience:
    """Bring the audience to who belongs now; sockets of who fell out look again."""
    name = alliance.audience_name
    known = User.objects.filter(audiences__name=name)
    before = set(known.values_list("pk", flat=True))
    # Asked under the audience's lock: who waited there counts what the other changed.
    audience = audiences.fill(name=name, people=_people_of(alliance))
    after = set(audience.members.values_list("pk", flat=True))
    realtime.look_again(before - after)
    return audience


def fill_for(organization: Organization) -> None:
    """The people of an organisation changed: so did its alliances' audiences."""
    for alliance in Alliance.objects.filter(
        memberships__organization=organization,
        memberships__state=AllianceMembership.State.ACTIVE,
    ):
        fill(alliance)


def _people_of(alliance: Alliance) -> QuerySet[User]:
    active = alliance.memberships.active().values("organization")
    memberships = Membership.objects.confirmed().filter(organization__in=active)
    people: QuerySet[User] = User.objects.active()
    return people.filter(
        Q(pk__in=memberships.values("person"))
        | Q(pk__in=alliance.stewards.values("person"))
    )
