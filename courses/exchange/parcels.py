"""Whole courses on their way in: what every package of another system is read into.

A parcel says first which parts and steps there are, and is asked for the content of a
step only when its turn comes: of a large package one page at a time is in memory. Its
texts are clean HTML. They name a file of the package as `berkas/<key>` and another step
as `langkah/<key>`, in `src` and `href`; the writer knows what these became.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from django.utils.translation import gettext as _

from courses.exchange.drafts import Found

FILE, STEP = "berkas/", "langkah/"
USED = re.compile(r"\bberkas/([0-9a-f]{40})\b")


@dataclass(frozen=True)
class File:
    """A file of the package, once however many names it has there.

    `place` is where it stands there, in words for people; `refusal` is why it stays
    outside, where that is known before it is opened.
    """

    key: str
    member: str
    name: str
    size: int
    place: str = ""
    refusal: str = ""

    def left(self, reason: str) -> str:
        """What the report says of it beside the page that shows it."""
        said = {"name": self.name[:60], "reason": reason}
        return _("“%(name)s” tidak ikut. %(reason)s") % said


@dataclass(frozen=True)
class Line:
    """What becomes of one thing: `notes` say what is changed, or why it is left out."""

    what: str
    about: str
    outcome: str = "left"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """A place in a quiz: a question by its key, or some drawn from a category."""

    question: str = ""
    category: str = ""
    count: int = 1
    points: int = 1


@dataclass(frozen=True)
class Content:
    """What a step says. `text` is clean HTML; `settings` are those of its kind."""

    text: str = ""
    settings: dict[str, Any] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def files(self) -> set[str]:
        """The keys of all that the text shows or leads to."""
        return set(USED.findall(self.text))


@dataclass(frozen=True)
class Step:
    """An activity to be. Links in the package name it by any of its `keys`."""

    kind: str
    what: str
    title: str
    keys: tuple[str, ...]
    read: Callable[[], Content]
    is_draft: bool = False
    is_required: bool = True
    notes: tuple[str, ...] = ()

    def noting(self, *notes: str) -> "Step":
        return replace(self, notes=(*self.notes, *notes))


@dataclass(frozen=True)
class Part:
    """A module to be: its steps, and what of it stays outside."""

    title: str
    steps: tuple[Step, ...]
    left: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A question of the package: `key` is what its quizzes call it."""

    key: str
    category: str
    found: Found


class Parcel(Protocol):
    """A package that has been opened."""

    title: str
    summary: str
    origin: str

    def parts(self) -> list[Part]:
        """In their order, each with its steps."""

    def questions(self) -> Iterator[Asked]:
        """Of the whole package, one after the other."""

    def around(self) -> Iterator[Line]:
        """What belongs to no part, and is left out."""

    def files(self) -> list[File]:
        """All that its pages could show."""

    def file(self, key: str) -> File:
        """Of which a text says `berkas/<key>`."""
