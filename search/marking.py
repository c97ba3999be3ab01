"""The part of a text in which words were found, with these words marked."""

from collections.abc import Collection

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search.stems import stem, words

LENGTH = 220
BEFORE = 60


def marked(text: str, wanted: Collection[str]) -> SafeString:
    """The whole text, escaped, with every form of what was looked for marked."""
    made, end = [], 0
    for word in words(text):
        if stem(word[0]) in wanted:
            made += [
                escape(text[end : word.start()]),
                f"<mark>{escape(word[0])}</mark>",
            ]
            end = word.end()
    return mark_safe("".join([*made, escape(text[end:])]))  # noqa: S308


def excerpt(text: str, wanted: Collection[str]) -> SafeString:
    """Some words around the first that was looked for; else how the text begins."""
    found = next((w.start() for w in words(text) if stem(w[0]) in wanted), 0)
    start = _space_before(text, found - BEFORE) if found > BEFORE else 0
    end = len(text)
    if end - start > LENGTH:
        end = _space_before(text, start + LENGTH)
    shown = text[start:end].strip()
    first, last = "… " if start else "", " …" if end < len(text) else ""
    return mark_safe(f"{first}{marked(shown, wanted)}{last}")  # noqa: S308


def _space_before(text: str, position: int) -> int:
    space = text.rfind(" ", 0, position + 1)
    return space if space >= 0 else position
