"""The chapters of a book, which may be long: read one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from common.archives import Archive
from courses.exchange.moodle import fields


@dataclass
class Chapter:
    """One with its subchapters, by their ids."""

    title: str
    is_hidden: bool
    ids: list[str] = field(default_factory=list)


def chapters(archive: Archive, member: str) -> list[Chapter]:
    """As people read them: the file has them as they were written."""
    found: list[Chapter] = []
    for each in sorted(_listed(archive, member), key=lambda each: each.place):
        # A hidden subchapter stands alone, so that the rest can be shown.
        if not found or not each.is_inner or each.is_hidden != found[-1].is_hidden:
            found.append(Chapter(each.title, each.is_hidden))
        found[-1].ids.append(each.id)
    return found


@dataclass(frozen=True)
class _Listed:
    """A chapter without its text."""

    id: str
    place: int
    title: str
    is_inner: bool
    is_hidden: bool


def _listed(archive: Archive, member: str) -> list[_Listed]:
    return [
        _Listed(
            each.get("id", ""),
            fields.whole(each, "pagenum"),
            fields.text(each, "title"),
            fields.is_on(each, "subchapter"),
            fields.is_on(each, "hidden"),
        )
        for each in fields.elements(archive, member, "chapter")
    ]


def texts(
    archive: Archive, member: str, chapter: Chapter
) -> Iterator[tuple[str, str, str]]:
    """Id, title (of subchapters) and HTML of what the lesson holds, in its order."""
    found: dict[str, tuple[str, str]] = {}
    for each in fields.elements(archive, member, "chapter"):
        item = each.get("id", "")
        if item in chapter.ids:
            title = "" if item == chapter.ids[0] else fields.text(each, "title")
            found[item] = (title, fields.html(each, "content"))
        if len(found) == len(chapter.ids):
            break
    for item in chapter.ids:
        if item in found:
            yield item, *found[item]
