"""The files of a parcel, put into the course's library when a text first asks for them.

Texts name files and steps as `courses.exchange.parcels` says; here they get the
addresses that these have on the site.
"""

import re
from collections.abc import Mapping
from html import unescape
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext as _

from accounts.models import User
from common.archives import Archive
from courses.actions import entries, library
from courses.actions.bringing import Entry
from courses.exchange.parcels import FILE, File, Parcel
from courses.models import Course, Media

PICTURE = re.compile(rf'<img src="{FILE}([0-9a-f]{{40}})" alt="([^"]*)">')
LINK = re.compile(r'<a href="(berkas|langkah)/([\w:.]+)"[^>]*>(.*?)</a>', re.DOTALL)
MARKED = re.compile(r"\[((?:\\.|[^\]\\])*)\]\((berkas|langkah)/([\w:.]+)\)")


class Enclosures:
    """Each file once. `entries` say what became of those that were asked for."""

    def __init__(
        self,
        *,
        author: User,
        course: Course,
        archive: Archive,
        parcel: Parcel,
        addresses: Mapping[str, str],
    ) -> None:
        self._author, self._course = author, course
        self._archive, self._parcel = archive, parcel
        self._addresses = addresses
        self._media: dict[str, Media] = {}
        # Of the files that stay outside, why.
        self._refusals: dict[str, str] = {}
        self.entries: list[Entry] = []

    def in_html(self, text: str, notes: list[str]) -> str:
        """Whole paragraphs that lead to a film or sound play it when they are read."""
        shown = PICTURE.sub(lambda each: self._picture(each, notes), text)
        return LINK.sub(lambda each: self._link(each, notes), shown)

    def in_markdown(self, text: str, notes: list[str]) -> str:
        def led(found: re.Match[str]) -> str:
            address = self._address(found[2], found[3], notes)
            return f"[{found[1]}]({address})" if address else found[1]

        return MARKED.sub(led, text)

    def unused(self) -> list[Entry]:
        """Of the files that no page shows."""
        asked_for = self._media.keys() | self._refusals.keys()
        return [
            entries.of_file(file, "left", file.refusal or entries.unused())
            for file in self._parcel.files()
            if file.key not in asked_for
        ]

    def _picture(self, found: re.Match[str], notes: list[str]) -> str:
        alt = unescape(found[2])
        media = self._taken(found[1], notes, alt)
        if media is None:
            return found[2]
        if not media.is_picture:
            address, words = media.get_absolute_url(), alt or media.title
            return format_html('<a href="{}">{}</a>', address, words)
        size = media.middle
        return format_html(
            '<img src="{}" alt="{}" width="{}" height="{}">',
            *(media.shown_url, alt, size["width"], size["height"]),
        )

    def _link(self, found: re.Match[str], notes: list[str]) -> str:
        address = self._address(found[1], found[2], notes)
        if not address:
            return found[3]
        return f'<a href="{address}">{found[3]}</a>'

    def _address(self, kind: str, key: str, notes: list[str]) -> str:
        if kind == "langkah":
            return self._addresses.get(key, "")
        media = self._taken(key, notes)
        return media.get_absolute_url() if media else ""

    def _taken(self, key: str, notes: list[str], alt: str = "") -> Media | None:
        """Or None, and `notes` say why."""
        if key not in self._media:
            file = self._parcel.file(key)
            if key not in self._refusals:
                self._take(file, alt)
            if key in self._refusals:
                notes.append(file.left(self._refusals[key]))
        return self._media.get(key)

    def _take(self, file: File, alt: str) -> None:
        if file.refusal:
            self._refuse(file, file.refusal)
            return
        title = PurePosixPath(file.name).stem.replace("_", " ")[:160] or file.name[:160]
        with self._archive.open(file.member) as content:
            try:
                media = library.add_file(
                    author=self._author,
                    course=self._course,
                    file=content,
                    title=title,
                    alt=alt[:300],
                )
            except ValidationError as wrong:
                self._refuse(file, " ".join(wrong.messages))
                return
        self._media[file.key] = media
        if media.is_picture:
            reason = _("Menjadi WebP dalam beberapa lebar; catatan tempatnya dibuang.")
            self.entries.append(entries.of_file(file, "changed", reason))
        else:
            self.entries.append(entries.of_file(file, "in"))

    def _refuse(self, file: File, reason: str) -> None:
        self._refusals[file.key] = reason
        self.entries.append(entries.of_file(file, "left", reason))
