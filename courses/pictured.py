"""Pictures in the texts of questions: named in plain words, drawn when they are read.

A text names one as `![alt](kelas/3/<key>-960.webp =960x640)`, by its place in the
storage, so drawing it asks the database nothing.
"""

import re

from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from courses.models.media import Media, place_of, public_files

KEY = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
SHOWN = re.compile(
    rf"!\[(?P<alt>[^\]\n]*)\]\((?P<file>kelas/\d+/(?P<key>{KEY})-\d+\.webp)"
    r" =(?P<width>\d{1,5})x(?P<height>\d{1,5})\)"
)


def code_for(media: Media, alt: str) -> str:
    """What a text says to show it."""
    size = media.middle
    file = place_of(media, f"{media.key}-{size['width']}.webp")
    return f"![{alt}]({file} ={size['width']}x{size['height']})"


def drawn(text: str) -> SafeString:
    """The text as its readers see it."""
    if "![" not in text:
        return linebreaksbr(text)
    parts, last = [], 0
    for shown in SHOWN.finditer(text):
        parts += [linebreaksbr(text[last : shown.start()]), _image(shown)]
        last = shown.end()
    parts.append(linebreaksbr(text[last:]))
    return mark_safe("".join(parts))  # noqa: S308


def spoken(text: str) -> str:
    """The text in one line of a list: a picture is its words."""
    return SHOWN.sub(lambda shown: f"[{shown['alt'] or '…'}]", text)


def files_in(text: str) -> set[str]:
    """Where the storage has the pictures that the text shows."""
    return {shown["file"] for shown in SHOWN.finditer(text)}


def _image(shown: re.Match[str]) -> SafeString:
    return format_html(
        '<img src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
        public_files().url(shown["file"]),
        shown["width"],
        shown["height"],
        shown["alt"],
    )
