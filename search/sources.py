"""What each app offers to be found, and to whom.

An app registers its sources in its module `searching`, which is read at start.
"""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils.functional import Promise

from accounts.models import User
from search.models import EntryQuerySet


@dataclass(frozen=True)
class Said:
    """A thing as it is kept to be found. What `is_open` teaches the spelling help."""

    thing: int
    title: str
    text: str
    url: str
    at: datetime
    group: int | None = None
    place: int | None = None
    author: int | None = None
    is_open: bool = False
    # Off for what is shown under a title that is another thing's.
    owns_title: bool = True

    @property
    def digest(self) -> bytes:
        return hashlib.blake2b(repr(self).encode(), digest_size=16).digest()


@dataclass(frozen=True)
class Told:
    """What a hit shows besides: where it is, and its text if no entry keeps it."""

    about: str
    text: str = ""


class Source(ABC):
    """One kind of things (glossary: jenis temuan).

    `keeps_text` is off where a million texts would be kept twice. With `has_groups`
    several things are shown as one; `tells_when` is on where a day matters.
    """

    kind: ClassVar[str]
    slug: ClassVar[str]
    label: ClassVar[str | Promise]
    icon: ClassVar[str]
    keeps_text: ClassVar[bool] = True
    has_groups: ClassVar[bool] = False
    tells_when: ClassVar[bool] = False

    @abstractmethod
    def things(self) -> QuerySet[Any]:
        """All there are, whoever may see them."""

    @abstractmethod
    def visible_to(self, user: User | AnonymousUser) -> QuerySet[Any]:
        """Those whose words this reader may read."""

    @abstractmethod
    def say(self, things: Sequence[Any]) -> Iterable[Said]:
        """What is kept of these."""

    def narrow(
        self,
        entries: EntryQuerySet,
        user: User | AnonymousUser,
        *,
        place: int | None,
        tag: str,
    ) -> EntryQuerySet:
        """Leaves out early, and cheaply, most of what the reader may not see.

        What knows neither places nor tags has nothing in them.
        """
        return entries.none() if place or tag else entries

    def places(self, user: User | AnonymousUser) -> list[tuple[int, str]]:
        """What a search can be narrowed to, with the names of these places."""
        return []

    def tell(self, things: Sequence[int]) -> dict[int, Told]:
        """What is asked for the few that are shown, because it is not kept."""
        return {}


SOURCES: dict[str, Source] = {}


def searchable(made: type[Source]) -> type[Source]:
    SOURCES[made.kind] = made()
    return made


def source_of(slug: str) -> Source | None:
    return next((each for each in SOURCES.values() if each.slug == slug), None)
