"""What stands beside a forum's topics: apps on top of the forums hang links in."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from forum.models import Forum


@dataclass(frozen=True)
class Annex:
    """A part of a forum; `url` gives no address where the forum has none."""

    label: str | Promise
    icon: str
    url: Callable[[Forum], str]


_annexes: list[Annex] = []


def register(annex: Annex) -> None:
    if annex not in _annexes:
        _annexes.append(annex)


def of_forum(forum: Forum) -> list[tuple[Annex, str]]:
    """Those that this forum has, with their addresses; asks nothing."""
    found = ((annex, annex.url(forum)) for annex in _annexes)
    return [(annex, url) for annex, url in found if url]
