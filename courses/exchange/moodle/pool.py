"""The files of a backup: each lies once, under its digest, and has many names."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from common.archives import Archive
from courses.exchange.drafts import Unreadable
from courses.exchange.moodle import fields
from courses.exchange.parcels import File, Line

DIGEST = re.compile(r"[0-9a-f]{40}")
MOST_FILES = 50_000
# Where what the course itself shows lies. The rest came from people, or is drawn anew.
SHOWN = {
    ("course", "section"),
    ("course", "summary"),
    ("mod_page", "content"),
    ("mod_page", "intro"),
    ("mod_label", "intro"),
    ("mod_book", "chapter"),
    ("mod_book", "intro"),
    ("mod_url", "intro"),
    ("mod_resource", "content"),
    ("mod_resource", "intro"),
    ("mod_folder", "content"),
    ("mod_folder", "intro"),
    ("mod_assign", "intro"),
    ("mod_assign", "introattachment"),
    ("mod_assign", "activityattachment"),
    ("mod_forum", "intro"),
    ("mod_quiz", "intro"),
}

# The texts of a question that may show pictures.
ASKED = {"questiontext", "generalfeedback"}
# What the library takes, by the ends of names; what each is, its content says later.
TAKEN = (
    *(".jpg", ".jpeg", ".png", ".gif", ".webp", ".pdf"),
    *(".mp3", ".m4a", ".ogg", ".wav", ".mp4", ".webm"),
    *(".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"),
)

# (context, component, area), and within it by item and path.
Area = tuple[str, str, str]


class Pool:
    """`titles` name what a context of files belongs to; sections by `section:<id>`."""

    def __init__(self, archive: Archive, titles: Mapping[str, str]) -> None:
        self._archive, self._titles = archive, titles
        self._areas: dict[Area, dict[str, File]] = defaultdict(dict)
        self._files: dict[str, File] = {}
        # By file, in the order in which they were found.
        self._places: dict[str, dict[str, None]] = defaultdict(dict)
        self._others: Counter[str] = Counter()
        self._asked: dict[tuple[str, str], list[tuple[str, File]]] = defaultdict(list)
        for count, file in enumerate(fields.elements(archive, "files.xml", "file")):
            if count > MOST_FILES:
                raise Unreadable(_("Terlalu banyak berkas di dalam backup ini."))
            self._add(file)

    def _add(self, row: Element) -> None:
        digest, name, component, area, item = (
            fields.text(row, each)
            for each in ("contenthash", "filename", "component", "filearea", "itemid")
        )
        if name == "." or not DIGEST.fullmatch(digest):
            return
        is_asked = component == "question" and area in ASKED
        if not is_asked and (component, area) not in SHOWN:
            self._others[component] += 1
            return
        file = self._file(digest, name, () if is_asked else TAKEN)
        if is_asked and not file.refusal:
            folder = fields.text(row, "filepath") or "/"
            self._asked[area, item].append((folder, file))
            return
        known = self._files.setdefault(file.key, file)
        context = fields.text(row, "contextid")
        self._places[file.key][self._place(context, component, area, item)] = None
        self._areas[context, component, area][_path(row, name)] = known

    def _file(self, digest: str, name: str, taken: tuple[str, ...]) -> File:
        """What stays outside under this name may come in under another."""
        member = f"files/{digest[:2]}/{digest}"
        found = self._archive.members.get(member)
        refusal = ""
        if found is None:
            refusal = _("Tidak ada di dalam backup.")
        elif taken and not name.lower().endswith(taken):
            refusal = _("Jenis berkas ini tidak diterima di sini.")
        key = hashlib.sha1(f"{digest} {name}".encode()).hexdigest()  # noqa: S324
        size = found.size if found is not None else 0
        return File(key if refusal else digest, member, name, size, refusal=refusal)

    def _place(self, context: str, component: str, area: str, item: str) -> str:
        if component == "question":
            return _("bank soal")
        if (component, area) == ("course", "summary"):
            return _("ringkasan kelas")
        owner = f"section:{item}" if component == "course" else context
        return f"“{self._titles.get(owner) or component}”"

    def __getitem__(self, key: str) -> File:
        return replace(self._files[key], place=", ".join(self._places[key]))

    def all_in(self, area: Area) -> list[tuple[str, File]]:
        """Each with its path, in the order people read them."""
        return sorted(self._areas.get(area, {}).items())

    def find(self, area: Area, item: str, path: str) -> File | None:
        """By the address that a text of this area and item names it with."""
        wanted = unquote(path.partition("?")[0].partition("#")[0]).strip("/")
        return self._areas.get(area, {}).get(f"{item}/{wanted}")

    def beside(self, area: str, question: str) -> list[tuple[str, File]]:
        """What a text of a question shows, each with its folder."""
        return self._asked.get((area, question), [])

    def files(self) -> list[File]:
        return [self[key] for key in self._files]

    def left(self) -> Iterator[Line]:
        """Counted: what people handed in, and what no page of ours has a place for."""
        for component, count in sorted(self._others.items()):
            reason = (
                _("Berkas orang per orang tidak dibawa.")
                if component in PERSONAL
                else _reason(component)
            )
            about = _("%(count)d berkas dari %(component)s") % {
                "count": count,
                "component": component or "Moodle",
            }
            yield Line(_("Gambar dan berkas"), about, notes=(reason,))


PERSONAL = {
    *("user", "assignsubmission_file", "assignsubmission_onlinetext"),
    *("assignfeedback_file", "assignfeedback_editpdf", "mod_forum", "mod_workshop"),
    *("mod_data", "mod_glossary", "mod_wiki", "badges"),
}


def _reason(component: str) -> str:
    if component == "question":
        return _("Gambar di pilihan dan umpan balik soal tidak dibawa.")
    kinds = {known for known, _area in SHOWN}
    if component.startswith("mod_") and component not in kinds:
        return _("Milik kegiatan yang tidak dibawa.")
    return _("Tidak tampil di halaman kelas.")


def _path(file: Element, name: str) -> str:
    folder = fields.text(file, "filepath").strip("/")
    item = fields.text(file, "itemid") or "0"
    return "/".join(part for part in (item, folder, name) if part)
