"""The files of a backup: each lies once, under its digest, and has many names."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
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
    def __init__(self, archive: Archive) -> None:
        self._areas: dict[Area, dict[str, File]] = defaultdict(dict)
        self._files: dict[str, File] = {}
        self._others: Counter[str] = Counter()
        self._refused: dict[str, str] = {}
        self._asked: dict[tuple[str, str], list[tuple[str, File]]] = defaultdict(list)
        for count, file in enumerate(fields.elements(archive, "files.xml", "file")):
            if count > MOST_FILES:
                raise Unreadable(_("Terlalu banyak berkas di dalam backup ini."))
            digest, name = (
                fields.text(file, each) for each in ("contenthash", "filename")
            )
            if name == "." or not DIGEST.fullmatch(digest):
                continue
            component = fields.text(file, "component")
            area = fields.text(file, "filearea")
            member = f"files/{digest[:2]}/{digest}"
            if component == "question" and area in ASKED and member in archive:
                found = File(digest, member, name, archive.members[member].size)
                folder = fields.text(file, "filepath") or "/"
                self._asked[area, fields.text(file, "itemid")].append((folder, found))
                continue
            if (component, area) not in SHOWN:
                self._others[component] += 1
                continue
            if member not in archive:
                self._refused[name] = _("Tidak ada di dalam backup.")
                continue
            if not name.lower().endswith(TAKEN):
                self._refused[name] = _("Jenis berkas ini tidak diterima di sini.")
                continue
            size = archive.members[member].size
            known = self._files.setdefault(digest, File(digest, member, name, size))
            place = (fields.text(file, "contextid"), component, area)
            self._areas[place][_path(file, name)] = known

    def __getitem__(self, key: str) -> File:
        return self._files[key]

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
        return list(self._files.values())

    def left(self) -> Iterator[Line]:
        """What cannot be shown here; and, counted, what people handed in."""
        for name, reason in self._refused.items():
            yield Line(_("Gambar dan berkas"), name, notes=(reason,))
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
    return _("Tidak tampil di halaman kelas.")


def _path(file: Element, name: str) -> str:
    folder = fields.text(file, "filepath").strip("/")
    item = fields.text(file, "itemid") or "0"
    return "/".join(part for part in (item, folder, name) if part)
