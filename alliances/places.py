"""The row at the top of an alliance's pages: what stands on alliances hangs itself in.

An app on top of this one calls `register` when it is ready; no page here knows it.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from alliances.models import Alliance


@dataclass(frozen=True)
class Place:
    """One part of an alliance, under an address that takes the alliance's slug."""

    label: str | Promise
    url_name: str
    order: int

    @property
    def namespace(self) -> str:
        return self.url_name.split(":")[0]

    def url(self, alliance: Alliance) -> str:
        return reverse(self.url_name, args=[alliance.slug])


_places: dict[str, Place] = {}


def register(*, label: str | Promise, url_name: str, order: int) -> None:
    """Hang a part into the row; its pages are those of its URL namespace."""
    place = Place(label, url_name, order)
    if place.namespace in _places:
        raise ValueError(f"there are two places {place.namespace}")
    _places[place.namespace] = place


def places() -> list[Place]:
    return sorted(_places.values(), key=lambda place: place.order)


register(label=_("Ruang"), url_name="alliances:alliance", order=0)
