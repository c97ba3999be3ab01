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
    found: list[Chapter] = []
    for each in fields.elements(archive, member, "chapter"):
        is_inner = fields.is_on(each, "subchapter")
        is_hidden = fields.is_on(each, "hidden")
        # A hidden subchapter stands alone, so that the rest can be shown.
        if not found or not is_inner or is_hidden != found[-1].is_hidden:
            found.append(Chapter(fields.text(each, "title"), is_hidden))
        found[-1].ids.append(each.get("id", ""))
    return found


def texts(
    archive: Archive, member: str, chapter: Chapter
) -> Iterator[tuple[str, str, str]]:
    """Id, title (of subchapters) and HTML of what the lesson holds."""
    wanted = set(chapter.ids)
    for each in fields.elements(archive, member, "chapter"):
        item = each.get("id", "")
        if item in wanted:
            title = "" if item == chapter.ids[0] else fields.text(each, "title")
            yield item, title, fields.html(each, "content")
            wanted.discard(item)
        if not wanted:
            return
