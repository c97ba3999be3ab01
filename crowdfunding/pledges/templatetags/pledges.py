"""What an initiative's pages say of its pledges."""

from typing import Any

from django import template

from common.decisions import Decision
from crowdfunding.campaigns.models import Campaign, Need
from crowdfunding.pledges import permissions
from crowdfunding.pledges.models import Pledge

SHOWN_TO_PUBLIC = 10
SHOWN_TO_INITIATOR = 200

register = template.Library()


@register.filter
def can_pledge(need: Need) -> Decision:
    return permissions.can_pledge(need)


@register.filter
def why_closed(need: Need) -> str:
    return permissions.why_closed(need)


register.filter("amount", permissions.amount)


@register.inclusion_tag("pledges/_supporters.html")
def supporters(campaign: Campaign) -> dict[str, Any]:
    """The newest pledges, as the public sees them."""
    pledges = Pledge.objects.for_campaign(campaign.pk)[:SHOWN_TO_PUBLIC]
    return {"pledges": pledges}


@register.inclusion_tag("pledges/_promised.html")
def promised(campaign: Campaign) -> dict[str, Any]:
    """The pledges with their contacts, for the initiator alone."""
    pledges = Pledge.objects.for_campaign(campaign.pk)[:SHOWN_TO_INITIATOR]
    return {"pledges": pledges}
