"""Texts of other systems as the bank keeps them: plain, with new lines where they were.

What is lost on the way is said, never silently dropped.
"""

import codecs
import re
from html import unescape

import nh3
from django.utils.translation import gettext as _

from common.richtext import from_markdown
from courses.exchange.drafts import Unreadable

TAG = re.compile(r"</?[A-Za-z][^<>]*>")
BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|h[1-6]|tr|blockquote|pre)>", re.IGNORECASE)
BROKEN = re.compile(r"\s*\n\s*")
NOT_SHOWN = {"script", "style", "iframe", "object", "noscript", "svg", "math"}


def decoded(content: bytes) -> str:
    """The letters of a file, its lines ended by one sign; or `Unreadable`."""
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\0" in text:
        raise Unreadable(_("Berkas ini bukan teks."))
    return text.replace("\r\n", "\n").replace("\r", "\n")


def plainly(text: str, form: str, notes: list[str]) -> str:
    """A text in one of Moodle's formats: html, moodle (automatic), markdown, plain."""
    if form == "markdown":
        text, form = from_markdown(text), "html"
    if form == "html":
        return _without_tags(BROKEN.sub(" ", text), notes)
    if form == "moodle" and TAG.search(text):
        return _without_tags(text, notes)
    return text


def _without_tags(html: str, notes: list[str]) -> str:
    notes.extend(_losses(html))
    broken = BREAK.sub("\n", html)
    words = nh3.clean(broken, tags=set(), clean_content_tags=NOT_SHOWN)
    lines = [" ".join(line.split()) for line in unescape(words).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _losses(html: str) -> list[str]:
    lost = {
        _("Gambar dan media di dalam teks tidak dibawa."): r"<(img|audio|video)\b",
        _(
            "Skrip dan isi tertanam dibuang."
        ): r"<(script|iframe|object|embed)\b|<\w[^<>]*\son\w+\s*=",
        _("Alamat tautan tidak dibawa, kata-katanya tetap."): r"<a\b",
        _("Tabel menjadi teks biasa."): r"<table\b",
        _("Huruf tebal dan miring menjadi huruf biasa."): r"<(b|strong|i|em|u)\b",
    }
    return [said for said, sign in lost.items() if re.search(sign, html, re.IGNORECASE)]
