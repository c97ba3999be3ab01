"""Pages of other systems as lessons hold them: clean, with addresses that lead here."""

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import unquote

from django.utils.translation import gettext as _

from common import richtext

# What the cleaner would take away whole, though there is something to lead to.
EMBEDDED = re.compile(
    r"<(?:iframe|embed|source|video|audio|object)\b[^>]*?\s(?:src|data)\s*=\s*"
    r"(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))[^>]*>",
    re.IGNORECASE,
)
ACTIVE = re.compile(
    r"<script\b|<[a-z][^<>]*\son\w+\s*=|=\s*[\"']?\s*javascript:", re.IGNORECASE
)
# What looks otherwise here, or is not shown at all.
STYLED = re.compile(
    r"<style\b|<(?:font|center)\b|<[a-z][^<>]*\sstyle\s*=", re.IGNORECASE
)
DRAWN = re.compile(r"<(?:svg|math|canvas)\b", re.IGNORECASE)
# A picture within the page itself, or where only its writer could see it.
WITHIN = re.compile(
    r"<img\b[^>]*?\ssrc\s*=\s*[\"']?\s*(?:data|blob|file|cid):", re.IGNORECASE
)
ASKING = re.compile(r"<(?:form|input|select|textarea|button)\b", re.IGNORECASE)
# Names of the same thing that the cleaner does not know.
RENAMED = (
    (re.compile(r"<(/?)h1\b", re.IGNORECASE), r"<\1h2"),
    (re.compile(r"<(/?)h[56]\b", re.IGNORECASE), r"<\1h4"),
    (re.compile(r"<(/?)(?:div|section|article|center|address)\b", re.I), r"<\1p"),
)
ATTRIBUTES = r'((?:\s[\w-]+="[^"]*")*)'
PICTURE = re.compile(rf"<img{ATTRIBUTES}>")
LINK = re.compile(rf"<a{ATTRIBUTES}>(.*?)</a>", re.DOTALL)
VALUE = re.compile(r'\s([\w-]+)="([^"]*)"')
LED_BY = ("http://", "https://", "mailto:", "tel:")

# The address that stands for one of the package; none when it leads nowhere.
Lead = Callable[[str], str | None]


def lesson(html: str, lead: Lead, notes: list[str]) -> str:
    """The page, clean; `lead` knows the package's own addresses."""
    if ACTIVE.search(html):
        notes.append(_("Skrip di dalamnya dibuang."))
    if EMBEDDED.search(html):
        notes.append(_("Video, suara, atau jendela ke situs lain menjadi tautan."))
    if STYLED.search(html):
        notes.append(_("Warna dan ukuran hurufnya mengikuti halaman di sini."))
    if DRAWN.search(html):
        notes.append(_("Gambar atau rumus yang ditulis sebagai kode tidak dibawa."))
    if ASKING.search(html):
        notes.append(_("Isian dan tombol di dalamnya tidak dibawa."))
    if WITHIN.search(html):
        notes.append(
            _("Gambar di dalam kode halaman atau di komputer penulisnya tidak ikut.")
        )
    for pattern, name in RENAMED:
        html = pattern.sub(name, html)
    found = richtext.clean(EMBEDDED.sub(_as_link, html))
    shown = PICTURE.sub(lambda each: _picture(each[1], lead, notes), found)
    led = LINK.sub(lambda each: _link(each, lead, notes), shown)
    return richtext.clean(led)


def from_text(text: str, form: str) -> str:
    """HTML of a text that is written otherwise: plain, markdown, or with new lines."""
    if form == "markdown":
        return richtext.from_markdown(text)
    if form == "plain" or not re.search(r"</?[a-z][^<>]*>", text, re.IGNORECASE):
        blocks = re.split(r"\n\s*\n", text.replace("\r", "").strip())
        return "".join(
            f"<p>{escape(block, quote=False)}</p>".replace("\n", "<br>")
            for block in blocks
            if block.strip()
        )
    return text


def _as_link(found: re.Match[str]) -> str:
    """A film or a window to another site becomes a paragraph that leads there."""
    address = unescape(next(value for value in found.groups() if value is not None))
    if address.startswith("//"):
        address = f"https:{address}"
    name = _last(address) if "@@" in address else address
    return f'<p><a href="{escape(address)}">{escape(name)}</a></p>'


def _picture(said: str, lead: Lead, notes: list[str]) -> str:
    values = {name: unescape(value) for name, value in VALUE.findall(said)}
    address, alt = values.get("src", ""), values.get("alt", "")
    ours = lead(address) if address else None
    if ours is not None:
        return f'<img src="{escape(ours)}" alt="{escape(alt)}">'
    if address.startswith(("http://", "https://")):
        notes.append(_("Gambar dari situs lain menjadi tautan."))
        words = alt or address
        return f'<a href="{escape(address)}">{escape(words, quote=False)}</a>'
    if name := _last(address):
        notes.append(_("Gambar “%s” tidak ada di dalam paket.") % unquote(name)[:60])
    return escape(alt, quote=False)


def _last(address: str) -> str:
    """The name of the file that it leads to."""
    return address.partition("?")[0].partition("#")[0].rpartition("/")[2]


def _link(found: re.Match[str], lead: Lead, notes: list[str]) -> str:
    values = dict(VALUE.findall(found[1]))
    address = unescape(values.get("href", ""))
    ours = lead(address)
    if ours is not None:
        return f'<a href="{escape(ours)}">{found[2]}</a>'
    if address.startswith(LED_BY):
        return found[0]
    if address and not address.startswith("#"):
        words = " ".join(richtext.plain(found[2]).split())[:60]
        notes.append(
            _("Tautan “%(words)s” tidak punya tujuan di sini: kata-katanya tetap.")
            % {"words": words}
        )
    return found[2]
