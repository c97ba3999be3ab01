"""Template words of an alliance's pages: the row of its parts."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse

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


@register.simple_tag
def beside_rooms(slug: str) -> list[tuple[Any, str]]:
    """The other parts of an alliance, and where they are: from its talk one comes to
    what becomes of it."""
    _rooms, *others = places()
    return [(place.label, reverse(place.url_name, args=[slug])) for place in others]
