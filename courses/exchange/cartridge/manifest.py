"""The manifest of a cartridge: its outline, and what each of its resources is."""

import hashlib
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from common import markup
from common.archives import Archive
from common.markup import said
from courses.exchange.drafts import Unreadable

NAME = "imsmanifest.xml"
PAGES = (".html", ".htm", ".xhtml")
# Lies beside a page that Canvas means as an assignment.
TASK_SETTINGS = "assignment_settings.xml"


class Type(StrEnum):
    """What a resource is, by what its type says of it."""

    CONTENT = "webcontent"
    LINK = "imswl"
    TOPIC = "imsdt"
    TOOL = "imsbasiclti"
    QUIZ = "assessment"
    BANK = "question-bank"
    TASK = "assignment"
    OTHER = "other"


@dataclass(frozen=True)
class Resource:
    """Something that the cartridge holds; `member` is its first file."""

    id: str
    type: Type
    said_type: str
    member: str

    @property
    def key(self) -> str:
        """As links of our texts name it."""
        return f"imscc:{hashlib.sha1(self.id.encode()).hexdigest()}"  # noqa: S324

    @property
    def is_page(self) -> bool:
        return self.type is Type.CONTENT and self.is_html

    @property
    def is_html(self) -> bool:
        return self.member.lower().endswith(PAGES)


@dataclass(frozen=True)
class Item:
    """A line of the outline."""

    title: str
    resource: Resource | None


@dataclass(frozen=True)
class Chapter:
    """A module: its items in order; `folders` are those that lay within it."""

    title: str
    items: tuple[Item, ...]
    folders: tuple[str, ...] = ()


class Manifest:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._root = markup.tree(archive.read(NAME))
        schema = said(self._root, "metadata/schema")
        if "scorm" in schema.lower():
            raise Unreadable(
                _("Ini paket SCORM, bukan Common Cartridge: ia tidak bisa dibawa.")
            )
        self.version = said(self._root, "metadata/schemaversion")

    @property
    def title(self) -> str:
        return said(self._root, "metadata/lom/general/title") or _("Kelas dari paket")

    @property
    def summary(self) -> str:
        return said(self._root, "metadata/lom/general/description")

    @cached_property
    def resources(self) -> dict[str, Resource]:
        base = _base(self._root) + _base(self._root.find("resources"))
        found = (self._resource(each, base) for each in self._root.iter("resource"))
        return {each.id: each for each in found}

    @cached_property
    def chapters(self) -> list[Chapter]:
        """The root of the outline has no name of its own; it may also be left out."""
        organization = self._root.find("organizations/organization")
        tops = organization.findall("item") if organization is not None else []
        if len(tops) == 1 and not tops[0].get("identifierref"):
            inner = tops[0].findall("item")
            tops = inner if any(each.findall("item") for each in inner) else tops
        found: list[Chapter] = []
        loose: list[Item] = []
        for top in tops:
            if top.findall("item"):
                found.extend(_gathered(self.title, loose))
                loose = []
                found.append(self._chapter(top))
            else:
                loose.append(self._item(top))
        return [*found, *_gathered(self.title, loose)]

    def member(self, path: str, beside: str = "") -> str | None:
        """The file of the package that an address means, seen from another's folder."""
        plain = unquote(path.partition("?")[0].partition("#")[0]).strip()
        if not plain or "://" in plain or plain.startswith(("mailto:", "data:", "//")):
            return None
        within = posixpath.dirname(beside)
        for base in (within, "", "web_resources"):
            name = posixpath.normpath(posixpath.join(base, plain.lstrip("/")))
            if name in self._archive:
                return name
        return None

    def _resource(self, element: Element, base: str) -> Resource:
        kind = element.get("type", "")
        files = [file.get("href", "") for file in element.findall("file")]
        href = element.get("href") or next(iter(files), "")
        is_task = any(file.endswith(f"/{TASK_SETTINGS}") for file in files)
        return Resource(
            id=element.get("identifier", ""),
            type=Type.TASK if is_task else _type(kind),
            said_type=kind,
            member=self.member(base + _base(element) + href) or "",
        )

    def _chapter(self, top: Element) -> Chapter:
        folders: list[str] = []
        items = tuple(self._items(top, folders))
        return Chapter(said(top, "title") or self.title, items, tuple(folders))

    def _items(self, parent: Element, folders: list[str]) -> Iterator[Item]:
        if parent.get("identifierref"):
            yield self._item(parent)
        for each in parent.findall("item"):
            if each.findall("item"):
                folders.append(said(each, "title"))
                yield from self._items(each, folders)
            else:
                yield self._item(each)

    def _item(self, element: Element) -> Item:
        resource = self.resources.get(element.get("identifierref", ""))
        return Item(said(element, "title")[:160], resource)


def _type(kind: str) -> Type:
    for type in Type:
        if kind == type or kind.startswith(f"{type}_") or kind.endswith(f"/{type}"):
            return type
    if "learning-application-resource" in kind:
        return Type.CONTENT
    return Type.OTHER


def _base(element: Element | None) -> str:
    return element.get("base", "") if element is not None else ""


def _gathered(title: str, loose: list[Item]) -> list[Chapter]:
    return [Chapter(title, tuple(loose))] if loose else []
