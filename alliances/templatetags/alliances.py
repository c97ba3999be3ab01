"""Template words of an alliance's pages: the row of its parts."""

from typing import Any

from django import template
from django.template import Context

from alliances.models import Alliance
from alliances.places import places

register = template.Library()


@register.inclusion_tag("alliances/_places.html", takes_context=True)
def alliance_places(context: Context, alliance: Alliance) -> dict[str, Any]:
    """The parts of an alliance; the one that this page belongs to is marked."""
    request = context["request"]
    here = request.resolver_match and request.resolver_match.namespace
    rows = []
    for place in places():
        url = place.url(alliance)
        mark = "page" if url == request.path else "true"
        rows.append((place.label, url, mark if place.namespace == here else ""))
    return {"alliance": alliance, "rows": rows}
