"""A question on its way in or out: what every format is read into and written from."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from courses.exchange.sayable import sayable
from courses.questions import Mistaken, asked

# As many letters as the page of a question takes.
LONGEST = 3000
MOST_PARTS = 200
LONGEST_NAME = 160
CONTENT = ("kind", "prompt", "body", "explanation")
# A picture that came along, as a text names it until the library has it.
NAMED = re.compile(r"!\[(?P<alt>[^\]\n]*)\]\(berkas/(?P<name>[^()\s]+)\)")
# What each name in a question's document holds.
TYPES: dict[str, tuple[type, ...]] = {
    **dict.fromkeys(("text", "feedback", "left", "right", "unit"), (str,)),
    **dict.fromkeys(("guide", "tolerance"), (str,)),
    **dict.fromkeys(("is_right", "case", "accents"), (bool,)),
    **dict.fromkeys(("typos", "least_words"), (int,)),
    "weight": (int, type(None)),
}


class Unreadable(ValueError):
    """Nothing of this file can be read; the message is for whoever brought it."""


@dataclass(frozen=True)
class Enclosed:
    """A picture that came with a question; texts name it `![alt](berkas/<name>)`."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Draft:
    """A question as `actions.bank` takes it; `category` as the file names it.

    Prompt and explanation may name the pictures that came along.
    """

    kind: str
    prompt: str
    body: dict[str, Any]
    explanation: str = ""
    category: str = ""
    name: str = ""
    pictures: tuple[Enclosed, ...] = ()

    @property
    def content(self) -> dict[str, Any]:
        """What is asked: the same again is the same question."""
        return {name: getattr(self, name) for name in CONTENT}

    @property
    def digest(self) -> str:
        said = json.dumps(self.content, sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    def checked(self) -> "Draft":
        """The same with its document whole; or `Mistaken`, whatever it is made of."""
        try:
            document = asked(self.kind, self.body).document()
            plain = json.loads(json.dumps(document))
        except Mistaken:
            raise
        except (AttributeError, KeyError, TypeError, ValueError) as wrong:
            raise Mistaken(_("Isi soal ini tidak lengkap.")) from wrong
        # A name that only says the question again is none.
        name = "" if self.name == stand_in(self.prompt) else self.name
        whole = replace(self, body=plain, name=name)
        if not self.prompt.strip():
            raise Mistaken(_("Soal ini tidak punya kalimat tanya."))
        for name, value in _leaves({**whole.content, "name": self.name}):
            _check(name, value)
        return whole


@dataclass(frozen=True)
class Found:
    """What stands at one line of a file: a question, or why there is none.

    `notes` say what was changed on the way in, or else why it is left out.
    """

    line: int
    about: str
    draft: Draft | None = None
    notes: tuple[str, ...] = ()


def short(name: str) -> str:
    """A question's name on one line."""
    said = "".join(letter for letter in " ".join(name.split()) if letter.isprintable())
    return " ".join(said.split())[:LONGEST_NAME].strip()


def stand_in(prompt: str) -> str:
    """For formats that want a name: the first words of a question without one."""
    return short(sayable(prompt))[:80].strip() or "–"


def settled(line: int, about: str, draft: Draft, notes: list[str]) -> Found:
    """The question, if it can be asked like this."""
    spoken = NAMED.sub(lambda named: f"[{named['alt'] or '…'}]", draft.prompt)
    about = " ".join((spoken or about).split())[:140]
    try:
        return Found(line, about, draft.checked(), tuple(dict.fromkeys(notes)))
    except Mistaken as mistake:
        return Found(line, about, None, (str(mistake),))


def _leaves(value: Any, name: str = "text") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _leaves(each, key)
    elif isinstance(value, list):
        if len(value) > MOST_PARTS:
            raise Mistaken(_("Soal ini punya terlalu banyak bagian."))
        for each in value:
            yield from _leaves(each, name)
    else:
        yield name, value


def _check(name: str, value: Any) -> None:
    if type(value) not in TYPES.get(name, (str,)):
        raise Mistaken(_("Isi soal ini tidak lengkap."))
    if not isinstance(value, str):
        return
    if len(value) > LONGEST:
        raise Mistaken(_("Lebih panjang dari 3.000 huruf."))
    if "\0" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        raise Mistaken(_("Ada huruf yang tidak bisa disimpan."))
