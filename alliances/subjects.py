"""Of what proposals are about and what goes on changing: which text is meant.

An app on top of alliances calls `register` when it is ready, as with `places`.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from accounts.models import User


@dataclass(frozen=True)
class Meant:
    """A text as it was kept; `changes_url` if there is a newer one that differs."""

    label: str
    at: datetime
    url: str
    changes_url: str = ""


# Of a subject: the number of its text as it stands for a person, kept from now on, or
# `Refused`; and the texts kept under such numbers, of those that a reader may see.
Fix = Callable[[Any, User], int]
Find = Callable[[Any, Collection[int], User], dict[int, Meant]]
_known: dict[type[Model], tuple[Fix, Find]] = {}


def register(model: type[Model], *, fix: Fix, find: Find) -> None:
    if model in _known:
        raise ValueError(f"the texts of {model} are kept already")
    _known[model] = fix, find


def fix(subject: Model | None, person: User) -> int | None:
    """None of what keeps no texts."""
    if subject is None or type(subject) not in _known:
        return None
    return _known[type(subject)][0](subject, person)


def find(
    subject: Model | None, numbers: Collection[int | None], reader: User
) -> dict[int, Meant]:
    asked = {number for number in numbers if number is not None}
    if subject is None or type(subject) not in _known or not asked:
        return {}
    return _known[type(subject)][1](subject, asked, reader)
