"""What pages of other apps show of the network."""

from django import template

from accounts.models import User
from network import summaries
from network.models import Membership, Organization

register = template.Library()


@register.simple_tag
def memberships_of(person: User) -> list[Membership]:
    """Every membership with its state, for the person's own eyes."""
    return summaries.memberships_of(person)


@register.simple_tag
def organizations_of(person: User) -> list[Organization]:
    """The organisations that everyone may know the person belongs to."""
    return summaries.acting_for(person)
