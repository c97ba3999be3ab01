"""What the activities of a backup say, clean, and leading to what is here."""

from xml.etree.ElementTree import Element

from common import richtext
from common.archives import Archive
from courses.exchange import pages
from courses.exchange.moodle import fields
from courses.exchange.moodle.links import leading
from courses.exchange.moodle.modules import Module
from courses.exchange.moodle.pool import Area, Pool
from courses.exchange.parcels import USED, Content


class Words:
    """Knows what all texts may lead to: `known` are the keys of every step."""

    def __init__(self, archive: Archive, pool: Pool) -> None:
        self._archive, self._pool = archive, pool
        self.known: set[str] = set()

    def about(self, module: Module, *names: str, many: tuple[str, ...] = ()) -> Element:
        """Its own file, as far as these names and its introduction go."""
        names = ("intro", "introformat", *names)
        return fields.record(self._archive, module.member, *names, many=many)

    def content(self, html: str, area: Area, item: str = "0") -> Content:
        notes: list[str] = []
        lead = leading(self._pool, self.known, area, item)
        text = pages.lesson(html, lead, notes)
        named = (self._pool[key] for key in USED.findall(text))
        notes += (file.left(file.refusal) for file in named if file.refusal)
        return Content(text, notes=tuple(dict.fromkeys(notes)))

    def of(
        self, module: Module, about: Element, name: str = "intro", area: str = ""
    ) -> Content:
        """A text of the activity, whose files lie under its own name or in `area`."""
        lies = (module.context, f"mod_{module.kind}", area or name)
        return self.content(fields.html(about, name), lies)


def joined(*contents: Content, notes: tuple[str, ...] = ()) -> Content:
    """Texts one after the other, and everything that is said of them."""
    said = [*notes, *(note for content in contents for note in content.notes)]
    text = "".join(content.text for content in contents)
    return Content(text, notes=tuple(dict.fromkeys(said)))


def under(first: Content, rest: Content, note: str) -> Content:
    """The rest below what is said before it, with a note where both say something."""
    if says_something(first.text) and first.text != rest.text:
        notes = (note,) if says_something(rest.text) else ()
        return joined(first, rest, notes=notes)
    return rest


def says_something(html: str) -> bool:
    return bool(richtext.plain(html)) or "<img" in html or "<a " in html
