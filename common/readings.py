"""Things to read elsewhere that a text names by their addresses.

An app that holds such things registers here the one that finds them; the pages of texts
below it show what they cite, without knowing whose it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# Given a text and its reader, known or not.
Finder = Callable[[str, Any], list["Reading"]]


@dataclass(frozen=True)
class Reading:
    """One thing that is cited: what it is called, what it is, and where."""

    title: str
    about: str
    url: str
    icon: str


_finders: list[Finder] = []


def register(finder: Finder) -> None:
    if finder not in _finders:
        _finders.append(finder)


def named_in(text: str, user: Any) -> list[Reading]:
    """What this reader may know of, in no more queries than there are finders."""
    return [reading for finder in _finders for reading in finder(text, user)]
