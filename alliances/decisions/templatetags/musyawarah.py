"""The way from a room, a document or a plan to the proposals about it, and back."""

from typing import Any

from django import template
from django.db.models import Model

from alliances.decisions.links import propose_url
from alliances.decisions.models import Proposal
from alliances.models import Alliance

register = template.Library()
MOST = 5


@register.simple_tag
def proposal_about(subject: Model, alliance: Alliance) -> str:
    """The address of a new proposal about it."""
    return propose_url(alliance=alliance, subject=subject)


@register.inclusion_tag("alliances/decisions/_about.html", takes_context=True)
def decided_about(context: dict[str, Any], subject: Model) -> dict[str, Any]:
    """What the reader may know of the latest proposals about it; one query."""
    proposals = Proposal.objects.for_list(context["request"].user).about(subject)
    return {"proposals": proposals[:MOST]}
