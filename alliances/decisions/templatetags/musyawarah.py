"""The way from a room, a document or a plan to a proposal about it."""

from django import template
from django.db.models import Model

from alliances.decisions.links import propose_url
from alliances.models import Alliance

register = template.Library()


@register.simple_tag
def proposal_about(subject: Model, alliance: Alliance) -> str:
    """The address of a new proposal about it."""
    return propose_url(alliance=alliance, subject=subject)
