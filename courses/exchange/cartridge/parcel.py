"""A cartridge as a parcel: its modules, its questions, and what stays outside."""

import hashlib
import io
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import PurePosixPath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common import files, markup
from common.archives import Archive
from common.files import Family
from courses.exchange import pages
from courses.exchange.cartridge import qti
from courses.exchange.cartridge.manifest import NAME, Chapter, Manifest, Resource, Type
from courses.exchange.cartridge.reading import Reader
from courses.exchange.drafts import Enclosed, Unreadable
from courses.exchange.moodle_texts import safe_name
from courses.exchange.parcels import FILE, STEP, Asked, File, Line, Part

LARGEST_PICTURE = 5_000_000
MOST_STEPS = 3_000
# What describes, and is no file of the course.
DESCRIBES = (".xml", ".xsd", ".dtd", ".qti")
# How Canvas leads from one thing to another.
CANVAS = re.compile(
    r"(?:\$|%24)(?:WIKI|CANVAS_OBJECT)_REFERENCE(?:\$|%24)/[a-z_]+/([^/?#]+)"
)
ROOT_NAMES = ("$IMS-CC-FILEBASE$", "$IMS_CC_FILEBASE$")


def is_cartridge(archive: Archive) -> bool:
    return NAME in archive


class Cartridge:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._manifest = Manifest(archive)
        self.title = self._manifest.title[:120]
        self.summary = self._manifest.summary
        version = self._manifest.version
        self.origin = f"IMS Common Cartridge {version}".strip()[:60]
        self._reader = Reader(archive, self._manifest, self._lead, self.quiz)

    def parts(self) -> list[Part]:
        parts = [self._part(chapter) for chapter in self._manifest.chapters]
        if sum(len(part.steps) for part in parts) > MOST_STEPS:
            raise Unreadable(_("Lebih dari 3.000 kegiatan dalam satu paket."))
        return parts

    def questions(self) -> Iterator[Asked]:
        """Of the bank and of the quizzes, each under the name of where it stands."""
        for resource in self._manifest.resources.values():
            if resource.type not in (Type.BANK, Type.QUIZ) or not resource.member:
                continue
            root = self.quiz(resource)
            title = _title(root) or self._reader.title_of(resource) or self.title
            for item in root.iter("item"):
                found = qti.read(item, self._finding(resource.member))
                yield Asked(f"{resource.key}:{item.get('ident')}", title[:160], found)

    def around(self) -> Iterator[Line]:
        """Pages and tools that no line of the outline leads to."""
        for resource in self._manifest.resources.values():
            is_known = resource.id in self._shown or resource.type is Type.BANK
            if not is_known and (resource.is_page or resource.type is not Type.CONTENT):
                reason = _("Tidak ada di susunan kelasnya.")
                about = PurePosixPath(resource.member).name or resource.id
                yield Line(self._reader.name_of(resource), about, notes=(reason,))

    def files(self) -> list[File]:
        return list(self._files.values())

    def file(self, key: str) -> File:
        return self._files[key]

    def quiz(self, resource: Resource) -> Element:
        return markup.tree(self._archive.read(resource.member))

    def _part(self, chapter: Chapter) -> Part:
        steps, left = [], []
        for item in chapter.items:
            found = self._reader.step(item)
            if isinstance(found, Line):
                left.append(found)
            else:
                steps.append(found)
        flat = _("Folder di dalam modul diratakan: isinya ikut modul ini.")
        folders = (
            Line(_("Folder"), each, "changed", (flat,)) for each in chapter.folders
        )
        return Part(chapter.title[:120], tuple(steps), (*folders, *left))

    @cached_property
    def _files(self) -> dict[str, File]:
        named = {
            each.member for each in self._manifest.resources.values() if each.is_html
        }
        members = self._archive.members.values()
        return {
            _key(each.name): File(
                *(_key(each.name), each.name, PurePosixPath(each.name).name, each.size),
                place=f"“{each.name}”",
            )
            for each in members
            if each.name not in named and not each.name.lower().endswith(DESCRIBES)
        }

    @cached_property
    def _shown(self) -> dict[str, Resource]:
        """What the outline shows, by its id."""
        items = (item for chapter in self._manifest.chapters for item in chapter.items)
        found = (item.resource for item in items if item.resource is not None)
        return {each.id: each for each in found}

    @cached_property
    def _steps(self) -> dict[str, str]:
        """The keys of pages, by their files."""
        shown = self._shown.values()
        return {each.member: each.key for each in shown if each.is_page}

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """The keys by what Canvas calls them: pages by name, anything else by id."""
        pages = {PurePosixPath(name).stem: key for name, key in self._steps.items()}
        return pages | {name: each.key for name, each in self._shown.items()}

    def _lead(self, beside: str) -> pages.Lead:
        """By the texts of a page: its folder is where addresses begin."""

        def lead(address: str) -> str | None:
            if named := CANVAS.match(address):
                key = self._by_name.get(unquote(named[1]))
                return f"{STEP}{key}" if key else None
            member = self._member(address, beside)
            if member is None:
                return None
            if member in self._steps:
                return f"{STEP}{self._steps[member]}"
            return f"{FILE}{_key(member)}" if _key(member) in self._files else None

        return lead

    def _finding(self, beside: str) -> qti.Find:
        def find(address: str) -> Enclosed | None:
            member = self._member(address, beside)
            known = self._archive.members.get(member or "")
            if known is None or known.size > LARGEST_PICTURE:
                return None
            content = self._archive.read(known.name)
            try:
                files.sniff(io.BytesIO(content), (Family.PICTURE,))
            except ValidationError:
                return None
            return Enclosed(safe_name(PurePosixPath(known.name).name, content), content)

        return find

    def _member(self, address: str, beside: str) -> str | None:
        for name in ROOT_NAMES:
            plain = address.replace(name.replace("$", "%24"), name)
            if plain.startswith(name):
                return self._manifest.member(plain.removeprefix(name).lstrip("/"))
        return self._manifest.member(address, beside)


def _key(member: str) -> str:
    return hashlib.sha1(member.encode()).hexdigest()  # noqa: S324


def _title(root: Element) -> str:
    for name in ("assessment", "objectbank"):
        found = root if root.tag == name else root.find(f".//{name}")
        if found is not None and found.get("title"):
            return found.get("title", "")
    return ""
