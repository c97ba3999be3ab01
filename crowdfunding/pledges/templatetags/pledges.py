"""What an initiative's pages say of its pledges."""

from typing import Any

import phonenumbers
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

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


@register.filter
def spoken_contact(contact: str) -> str:
    """A number as it is dialled from anywhere, +62 812-3456-7890; else as it is."""
    number = _number(contact)
    if number is None:
        return contact
    international = phonenumbers.PhoneNumberFormat.INTERNATIONAL
    said = str(phonenumbers.format_number(number, international))
    return said.replace(" ", "\N{NO-BREAK SPACE}")


@register.filter
def contact_link(contact: str) -> SafeString:
    """What one taps to call or to write."""
    scheme = "mailto" if _number(contact) is None else "tel"
    return format_html(
        '<a href="{}:{}">{}</a>', scheme, contact, spoken_contact(contact)
    )


def _number(contact: str) -> phonenumbers.PhoneNumber | None:
    if "@" in contact:
        return None
    try:
        return phonenumbers.parse(contact, "ID")
    except phonenumbers.NumberParseException:
        return None


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
