"""What the apps know of a person: each offers its chapter, to copy and to forget.

An app describes what it keeps in a module `personal` of its own, which is found by
itself (docs/decisions/0013-a-chapter-per-app.md).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any

from django.db.models import QuerySet
from django.utils.functional import Promise

Rows = list[dict[str, Any]]
Known = dict[str, Any]


@dataclass(frozen=True)
class Attached:
    """A file that a person gave us, under the name that they know it by."""

    name: str
    open: Callable[[], IO[bytes]]


@dataclass(frozen=True)
class Duty:
    """Something that only this person looks after, and who does once they are gone:
    in words for the person, and who is told.
    """

    title: str
    url: str
    successor: str
    successors: tuple[Any, ...] = ()


def _nothing(person: Any) -> Iterator[Any]:
    return iter(())


@dataclass(frozen=True)
class Chapter:
    """What one app keeps of a person.

    `tell` gives it in words that the person can read. `forget` takes away whatever
    would show who they were, and leaves what others still need without a name.
    """

    name: str
    title: str | Promise
    tell: Callable[[Any], Known]
    forget: Callable[[Any], None]
    files: Callable[[Any], Iterable[Attached]] = _nothing
    duties: Callable[[Any], Iterable[Duty]] = _nothing


_chapters: dict[str, Chapter] = {}


def offer(chapter: Chapter) -> None:
    """Have the chapter asked. Apps offer from the lowest to the highest."""
    if chapter.name in _chapters:
        raise ValueError(f"there are two chapters {chapter.name}")
    _chapters[chapter.name] = chapter


def chapters() -> list[Chapter]:
    """From the lowest app to the highest."""
    return list(_chapters.values())


def duties_of(person: Any) -> list[Duty]:
    return [duty for chapter in chapters() for duty in chapter.duties(person)]


def forget(person: Any) -> None:
    """Every app forgets, the highest first: what it held, the lower may let go.

    Must run in the caller's transaction: a person is forgotten whole or not at all.
    """
    for chapter in reversed(chapters()):
        chapter.forget(person)


def rows(found: QuerySet[Any, Any], **columns: str) -> Rows:
    """Each row with its columns under names that people read."""
    names = [name.replace("_", " ") for name in columns]
    values = found.values_list(*columns.values())
    return [dict(zip(names, row, strict=True)) for row in values]
