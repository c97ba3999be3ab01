"""XML that strangers wrote: bounded, and without the parts that can do harm.

A document type is refused before anything in it is read, so there are no entities, no
outside files and no laughs. Depth and number of elements are counted as they come.
Names lose their namespaces: readers go by the local names alone.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, cast
from xml.etree.ElementTree import Element as Plain
from xml.etree.ElementTree import TreeBuilder
from xml.parsers import expat

from django.utils.translation import gettext as _

CHUNK = 64 * 1024
LOCAL = "}"


class Malformed(Exception):
    """This is no XML that we read; the message is for whoever brought it."""


@dataclass(frozen=True)
class Limits:
    depth: int = 100
    elements: int = 1_000_000


class Element(Plain):
    """An element that knows where it stands.

    The line, the comment before it, and the `id` of what is around it.
    """

    line = 0
    comment = ""
    around = ""


def tree(content: bytes, limits: Limits | None = None) -> Element:
    """The whole document, or `Malformed`."""
    return next(_elements(io.BytesIO(content), None, limits or Limits()))


def elements(
    file: IO[bytes], *names: str, limits: Limits | None = None
) -> Iterator[Element]:
    """Each outermost element of these names as it is complete; the rest is let go.

    A name may say what it stands in: `assign/activity`.
    """
    return _elements(file, frozenset(names), limits or Limits())


def said(parent: Plain | None, path: str) -> str:
    """The text of a descendant, without spaces at its ends; empty without it."""
    found = parent.find(path) if parent is not None else None
    return "".join(found.itertext()).strip() if found is not None else ""


def line(element: Plain) -> int:
    """Where it stands in its file."""
    return element.line if isinstance(element, Element) else 0


def around(element: Plain) -> str:
    """The nearest `id` of those in which an outermost element stands."""
    return element.around if isinstance(element, Element) else ""


def comment(element: Plain) -> str:
    """What was said right before it, aside."""
    return element.comment if isinstance(element, Element) else ""


def _elements(
    file: IO[bytes], names: frozenset[str] | None, limits: Limits
) -> Iterator[Element]:
    building = _Building(names, limits)
    try:
        while chunk := file.read(CHUNK):
            building.parser.Parse(chunk, False)
            yield from building.taken()
        building.parser.Parse(b"", True)
    except expat.ExpatError as wrong:
        where = {"line": wrong.lineno}
        raise Malformed(_("XML ini rusak di baris %(line)d.") % where) from wrong
    except (ValueError, LookupError) as wrong:
        raise Malformed(_("XML ini rusak.")) from wrong


class _Building:
    """Builds only what is wanted, and counts everything."""

    def __init__(self, names: frozenset[str] | None, limits: Limits) -> None:
        self._names, self._limits = names, limits
        self._depth = self._count = self._from = 0
        self._tree: TreeBuilder | None = None
        self._ready: list[Element] = []
        self._aside = ""
        # The nearest id and the name of each element that is open and not wanted.
        self._open = [("", "")]
        self.parser = expat.ParserCreate(namespace_separator=LOCAL)
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.parser.CommentHandler = self._comment

    def taken(self) -> list[Element]:
        ready, self._ready = self._ready, []
        return ready

    def _refuse(self, *_doctype: object) -> None:
        raise Malformed(_("XML dengan DOCTYPE tidak kami terima."))

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > self._limits.depth or self._count > self._limits.elements:
            raise Malformed(_("XML ini terlalu dalam atau terlalu panjang."))
        name = _local(tag)
        if self._tree is None and self._is_wanted(name):
            self._tree, self._from = TreeBuilder(element_factory=Element), self._depth
        if self._tree is not None:
            plain = {_local(key): value for key, value in attributes.items()}
            element = cast(Element, self._tree.start(name, plain))
            element.line = self.parser.CurrentLineNumber
            element.comment = self._aside
            element.around = self._open[-1][0]
        else:
            self._open.append((attributes.get("id", self._open[-1][0]), name))
        self._aside = ""

    def _is_wanted(self, name: str) -> bool:
        if self._names is None or name in self._names:
            return True
        return f"{self._open[-1][1]}/{name}" in self._names

    def _end(self, tag: str) -> None:
        if self._tree is not None:
            self._tree.end(_local(tag))
            if self._depth == self._from:
                self._ready.append(cast(Element, self._tree.close()))
                self._tree = None
        else:
            self._open.pop()
        self._depth -= 1

    def _comment(self, text: str) -> None:
        self._aside = text.strip()

    def _data(self, text: str) -> None:
        if self._tree is not None:
            self._tree.data(text)


def _local(name: str) -> str:
    return name.rpartition(LOCAL)[2]
