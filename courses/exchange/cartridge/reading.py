"""Each kind of resource of a cartridge as a step of ours, or why it stays outside."""

import re
from collections.abc import Callable
from functools import partial
from html import escape, unescape
from math import ceil
from pathlib import PurePosixPath
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from common import markup, richtext
from common.archives import Archive
from common.markup import said
from courses.exchange import marked, numbers, pages
from courses.exchange.cartridge import qti
from courses.exchange.cartridge.manifest import (
    TASK_SETTINGS,
    Item,
    Manifest,
    Resource,
    Type,
)
from courses.exchange.drafts import Unreadable
from courses.exchange.parcels import Content, Line, Place, Step
from courses.exchange.texts import decoded

LARGEST_PAGE = 5_000_000
BODY = re.compile(r"<body\b[^>]*>(.*?)(?:</body\s*>|\Z)", re.DOTALL | re.IGNORECASE)
HEAD = re.compile(r"<head\b.*?</head\s*>", re.DOTALL | re.IGNORECASE)
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")
SITE = ("http://", "https://")
LONGEST_MINUTES = 600

Read = Callable[[Resource, str], Content]


class Reader:
    def __init__(
        self,
        archive: Archive,
        manifest: Manifest,
        lead: Callable[[str], pages.Lead],
        quiz: Callable[[Resource], Element],
    ) -> None:
        self._archive, self._manifest = archive, manifest
        self._lead, self._quiz = lead, quiz
        self._kinds: dict[Type, tuple[str, Read]] = {
            Type.CONTENT: ("lesson", self._page),
            Type.LINK: ("lesson", self._link),
            Type.TOPIC: ("discussion", self._topic),
            Type.TASK: ("assignment", self._task),
            Type.QUIZ: ("quiz", self._questions),
        }

    def step(self, item: Item) -> Step | Line:
        resource = item.resource
        if resource is None:
            reason = _("Hanya judul, tanpa isi.")
            return Line(_("Judul"), item.title or "–", notes=(reason,))
        kind = self._kinds.get(resource.type)
        title = item.title or PurePosixPath(resource.member).stem or resource.id
        if kind is None:
            return Line(self.name_of(resource), title, notes=(_reason(resource),))
        if not resource.member:
            reason = _("Isinya tidak ada di dalam paket.")
            return Line(self.name_of(resource), title, notes=(reason,))
        named, read = kind
        return Step(
            kind=named,
            what=self.name_of(resource),
            title=title[:160],
            keys=(resource.key,),
            read=partial(self._tried, read, resource, title),
        )

    def name_of(self, resource: Resource) -> str:
        if resource.type is Type.CONTENT:
            return _("Halaman") if resource.is_page else _("Berkas")
        names = {
            Type.LINK: _("Tautan"),
            Type.TOPIC: _("Diskusi"),
            Type.TOOL: _("Alat luar (LTI)"),
            Type.QUIZ: _("Kuis"),
            Type.BANK: _("Bank soal"),
            Type.TASK: _("Tugas"),
        }
        return names.get(resource.type, _("Lainnya"))

    def title_of(self, resource: Resource) -> str:
        """As the outline calls it."""
        items = (item for each in self._manifest.chapters for item in each.items)
        return next((i.title for i in items if i.resource == resource), "")

    def _tried(self, read: Read, resource: Resource, title: str) -> Content:
        """A page that cannot be read comes in empty, and says why."""
        try:
            return read(resource, title)
        except Unreadable as unreadable:
            return Content(notes=(str(unreadable),))

    def _page(self, resource: Resource, title: str) -> Content:
        if not resource.is_page:
            address = escape(PurePosixPath(resource.member).name)
            shown = f'<p><a href="{address}">{escape(title, quote=False)}</a></p>'
            if resource.member.lower().endswith(PICTURES):
                shown = f'<p><img src="{address}" alt="{escape(title)}"></p>'
            return self._content(shown, resource.member)
        return self._content(self._html(resource), resource.member)

    def _html(self, resource: Resource) -> str:
        html = decoded(self._archive.read(resource.member, most=LARGEST_PAGE))
        body = BODY.search(html)
        return body[1] if body else HEAD.sub("", html)

    def _link(self, resource: Resource, title: str) -> Content:
        root = self._tree(resource)
        url = root.find("url")
        address = url.get("href", "").strip() if url is not None else ""
        if not address.startswith(SITE):
            return Content(notes=(_("Alamatnya bukan alamat situs."),))
        words = escape(title or said(root, "title") or address, quote=False)
        link = f'<p><a href="{escape(address)}">{words}</a></p>'
        return Content(richtext.clean(link))

    def _topic(self, resource: Resource, title: str) -> Content:
        root = self._tree(resource)
        content = self._said(root.find("text"), resource)
        given = [
            f'<p><a href="{escape(each.get("href", ""))}">'
            f"{escape(PurePosixPath(each.get('href', '')).name)}</a></p>"
            for each in root.iter("attachment")
        ]
        along = self._content("".join(given), resource.member)
        text = marked.down(content.text + along.text) or title
        return Content(text, notes=(*content.notes, *along.notes))

    def _task(self, resource: Resource, title: str) -> Content:
        if resource.is_html:
            return self._canvas_task(resource)
        root = self._tree(resource)
        content = self._said(root.find("text"), resource)
        notes = [*content.notes]
        if said(root, "instructor_text"):
            notes.append(_("Catatan untuk pengajar tidak dibawa."))
        if root.find("gradable") is not None:
            notes.append(_("Nilai tertingginya tidak dibawa: buat rubriknya di sini."))
        return Content(marked.down(content.text), notes=tuple(notes))

    def _canvas_task(self, resource: Resource) -> Content:
        """A page, and beside it what is handed in until when."""
        content = self._content(self._html(resource), resource.member)
        beside = str(PurePosixPath(resource.member).with_name(TASK_SETTINGS))
        about = markup.tree(self._archive.read(beside, most=LARGEST_PAGE))
        notes = [*content.notes]
        if said(about, "due_at") or said(about, "lock_at"):
            notes.append(_("Tenggatnya tidak dibawa: tenggat milik angkatan."))
        if numbers.exact(said(about, "points_possible")):
            notes.append(_("Nilai tertingginya tidak dibawa: buat rubriknya di sini."))
        form = "both"
        ways = said(about, "submission_types").split(",")
        if ("online_upload" in ways) != ("online_text_entry" in ways):
            form = "files" if "online_upload" in ways else "text"
        return Content(marked.down(content.text), {"form": form}, notes=tuple(notes))

    def _questions(self, resource: Resource, title: str) -> Content:
        root = self._quiz(resource)
        notes: list[str] = []
        about = qti.fields(root)
        if root.find(".//selection_ordering") is not None:
            notes.append(_("Undian soal tidak dibawa: pilih lagi dari bank."))
        places = tuple(
            Place(
                question=f"{resource.key}:{item.get('ident')}",
                points=qti.points(item, notes),
            )
            for item in root.iter("item")
        )
        return Content("", _settings(about), places, tuple(dict.fromkeys(notes)))

    def _said(self, text: Element | None, resource: Resource) -> Content:
        words = "".join(text.itertext()) if text is not None else ""
        form = text.get("texttype", "text/html") if text is not None else ""
        if form == "text/plain":
            return self._content(pages.from_text(words, "plain"), resource.member)
        # Some pack the text of a page twice.
        html = words if "<" in words else unescape(words)
        return self._content(pages.from_text(html, "html"), resource.member)

    def _content(self, html: str, beside: str) -> Content:
        notes: list[str] = []
        text = pages.lesson(html, self._lead(beside), notes)
        return Content(text, notes=tuple(dict.fromkeys(notes)))

    def _tree(self, resource: Resource) -> Element:
        return markup.tree(self._archive.read(resource.member, most=LARGEST_PAGE))


def _settings(about: dict[str, str]) -> dict[str, Any]:
    """Attempts without end, and no clock, unless it says so."""
    tries = numbers.exact(about.get("cc_maxattempts", ""))
    minutes = numbers.exact(about.get("qmd_timelimit", ""))
    found: dict[str, Any] = {}
    if tries is not None and 0 < tries < 100:
        found["tries"] = int(tries)
    if minutes is not None and minutes > 0:
        found["minutes_allowed"] = min(ceil(minutes), LONGEST_MINUTES)
    return found


def _reason(resource: Resource) -> str:
    if resource.type is Type.TOOL:
        return _("Alat luar tidak dipasang di sini: beri tautannya di pelajaran.")
    if resource.type is Type.BANK:
        return _("Soalnya masuk ke bank, bukan ke susunan kelas.")
    kind = {"kind": resource.said_type[:60] or "?"}
    return _("Bentuk “%(kind)s” tidak ada di sini.") % kind
