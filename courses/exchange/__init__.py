"""Question files of other systems, read into drafts and written from them.

Nothing here knows the database. A reader is total: whatever a file holds, each of its
questions is found or its line is named with the reason, and nothing but `Unreadable`
is raised. Every format shares `Draft`, whose body is a document of `courses.questions`.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from django.utils.translation import gettext as _

from courses.exchange import aiken, gift, moodle_xml
from courses.exchange.drafts import Draft, Enclosed, Found, Unreadable
from courses.exchange.texts import decoded

MOST_FOUND = 5_000


def _gift(content: bytes) -> Iterator[Found]:
    return gift.read(decoded(content))


def _aiken(content: bytes) -> Iterator[Found]:
    return aiken.read(decoded(content))


READERS: dict[str, Callable[[bytes], Iterator[Found]]] = {
    "gift": _gift,
    "aiken": _aiken,
    "moodle": moodle_xml.read,
}
# A quiz of Moodle, whatever stands before its first element.
QUIZ = re.compile(rb"<quiz[\s>]")
HEAD = 4096


def recognized(content: bytes) -> str:
    """Which format this is, by what stands in it; or `Unreadable`."""
    if QUIZ.search(content[:HEAD]):
        return "moodle"
    text = decoded(content)
    if aiken.is_aiken(text) and "{" not in text:
        return "aiken"
    if "{" in text and not text.lstrip().startswith("<?xml"):
        return "gift"
    raise Unreadable(_("Ini bukan berkas soal yang kami kenal."))


def read(form: str, content: bytes) -> list[Found]:
    """All that stands in the file, in its order; or `Unreadable`."""
    found = list(islice(READERS[form](content), MOST_FOUND + 1))
    if len(found) > MOST_FOUND:
        raise Unreadable(
            _("Lebih dari 5.000 soal dalam satu berkas: bagi menjadi beberapa.")
        )
    if not found:
        raise Unreadable(_("Berkas ini tidak berisi soal."))
    return found


__all__ = ["Draft", "Enclosed", "Found", "Unreadable", "read", "recognized"]
