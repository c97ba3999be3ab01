"""Texts of Moodle's XML: in four formats, with pictures that lie beside them."""

import base64
import binascii
import hashlib
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common import files, markup
from common.files import Family
from courses.exchange.drafts import Enclosed
from courses.exchange.texts import plainly

FORMATS = {
    "html": "html",
    "moodle_auto_format": "moodle",
    "plain_text": "plain",
    "markdown": "markdown",
}
IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""\b(src|alt)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
PLUGIN_FILE = "@@PLUGINFILE@@/"
SAFE_NAME = re.compile(r"[\w.-]{1,80}", re.ASCII)


@dataclass
class Reading:
    """What was changed so far in one question, and the pictures that its texts name."""

    notes: list[str] = field(default_factory=list)
    pictures: dict[str, Enclosed] = field(default_factory=dict)

    def words(self, part: Element | None) -> str:
        """A text where no picture can stand."""
        return self._plain(part, markup.said(part, "text"))

    def shown(self, part: Element | None) -> str:
        """A text that may show pictures; each is named in it."""
        said = markup.said(part, "text")
        found = {} if part is None else self._enclosed(part)

        def beside(address: str) -> Enclosed | None:
            if not address.startswith(PLUGIN_FILE):
                return None
            path = address.removeprefix(PLUGIN_FILE).partition("?")[0]
            return found.get(unquote(path).strip("/"))

        return self._plain(part, naming(said, beside))

    def _plain(self, part: Element | None, said: str) -> str:
        form = part.get("format", "") if part is not None else ""
        return plainly(said, FORMATS.get(form, "moodle"), self.notes).strip()

    def _enclosed(self, part: Element) -> dict[str, Enclosed]:
        """The pictures beside a text, by the address that the text gives them."""
        found = {}
        for file in part.findall("file"):
            name = file.get("name") or ""
            try:
                content = base64.b64decode("".join(file.itertext()), validate=False)
                files.sniff(io.BytesIO(content), (Family.PICTURE,))
            except (binascii.Error, ValidationError):
                self.notes.append(
                    _("Berkas “%(name)s” bukan gambar yang diterima di sini.")
                    % {"name": name[:60]}
                )
                continue
            picture = Enclosed(safe_name(name, content), content)
            self.pictures[picture.name] = picture
            found[f"{file.get('path', '/').strip('/')}/{name}".strip("/")] = picture
        return found


def naming(html: str, find: Callable[[str], Enclosed | None]) -> str:
    """The text with the pictures that came along named in it, by their address."""

    def name(tag: re.Match[str]) -> str:
        values = ATTRIBUTE.findall(tag[0])
        said = {key.lower(): unescape(one or other) for key, one, other in values}
        picture = find(said.get("src", ""))
        if picture is None:
            return tag[0]
        alt = re.sub(r"[\[\]\s]+", " ", said.get("alt", "")).strip()
        return escape(f"![{alt}](berkas/{picture.name})", quote=False)

    return IMAGE.sub(name, html)


def safe_name(name: str, content: bytes) -> str:
    if SAFE_NAME.fullmatch(name):
        return name
    return f"{hashlib.sha256(content).hexdigest()[:16]}.gambar"
