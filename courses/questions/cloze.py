"""A text with gaps, written as authors type it.

`{tiga|3}` is a gap to type in, with all that is accepted; `{tiga*|dua|empat}`, with a
star after what is right, is a gap to choose in; `{#12,5~0,5}` is a number with its
tolerance.
"""

import random
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, Self

from django.utils.translation import gettext as _

from courses.questions.choosing import Choice, OneOf
from courses.questions.content import Asked, Given, Line, Mistaken, Unfit
from courses.questions.writing import Accepted, Nearby, Numeric, Short

GAP = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Piece:
    """Words of the text, and the gap that follows them, if any."""

    words: str
    gap: OneOf | Short | Numeric | None = None


@dataclass(frozen=True)
class Cloze(Asked):
    text: str
    case: bool = False
    accents: bool = False
    typos: int = 0

    @classmethod
    def read(cls, body: dict[str, Any]) -> Self:
        made = cls(
            text=body["text"],
            case=bool(body.get("case", False)),
            accents=bool(body.get("accents", False)),
            typos=int(body.get("typos", 0)),
        )
        if not made.gaps:
            raise Mistaken(_("Tandai bagian yang rumpang dengan { dan }."))
        return made

    @cached_property
    def pieces(self) -> list[Piece]:
        parts = GAP.split(self.text)
        pairs = zip(parts[::2], [*parts[1::2], None], strict=True)
        return [
            Piece(words, self._gap(g) if g is not None else None) for words, g in pairs
        ]

    @property
    def gaps(self) -> list[OneOf | Short | Numeric]:
        return [piece.gap for piece in self.pieces if piece.gap is not None]

    def order(self, dice: random.Random, *, shuffles: bool) -> list[int]:
        return []

    def fit(self, given: Given) -> list[str]:
        texts = [value.strip() for value in given]
        if not any(texts):
            return []
        if len(texts) != len(self.gaps) or not all(texts):
            raise Unfit(_("Isi semua bagian yang rumpang."))
        return [gap.fit([text])[0] for gap, text in zip(self.gaps, texts, strict=True)]

    def part(self, given: Given) -> list[str]:
        """What was given in each gap, in its place; "" where nothing was."""
        texts = [*(value.strip() for value in given), *[""] * len(self.gaps)]
        kept = [_kept(gap, text) for gap, text in zip(self.gaps, texts, strict=False)]
        return kept if any(kept) else []

    def score(self, given: Given) -> Fraction:
        filled = [
            gap.score([text])
            for gap, text in zip(self.gaps, given, strict=False)
            if text
        ]
        return sum(filled, Fraction(0)) / len(self.gaps)

    def lines(self, given: Given, *, tells: bool) -> list[Line]:
        texts = list(given) or [""] * len(self.gaps)
        return [
            _marked(place, gap, text, tells=tells)
            for place, (gap, text) in enumerate(zip(self.gaps, texts, strict=True), 1)
        ]

    def _gap(self, source: str) -> OneOf | Short | Numeric:
        if source.startswith("#"):
            value, _tilde, room = source[1:].partition("~")
            nearby = Nearby(value.strip(), tolerance=room.strip() or "0")
            return Numeric.read({"answers": [vars(nearby)]})
        parts = [part.strip() for part in source.split("|")]
        if not all(part.rstrip("*") for part in parts):
            raise Mistaken(_("Ada bagian rumpang yang kosong."))
        if any(part.endswith("*") for part in parts):
            choices = [Choice(p.rstrip("* "), p.endswith("*")) for p in parts]
            return OneOf.read({"choices": [vars(choice) for choice in choices]})
        return Short(
            answers=tuple(Accepted(part) for part in parts),
            case=self.case,
            accents=self.accents,
            typos=self.typos,
        )


def _kept(gap: OneOf | Short | Numeric, text: str) -> str:
    try:
        kept = gap.fit([text])
    except Unfit:
        kept = gap.part([text])
    return kept[0] if kept else ""


def _marked(
    place: int, gap: OneOf | Short | Numeric, text: str, *, tells: bool
) -> Line:
    given = [text] if text else []
    lines = gap.lines(given, tells=True)
    said = next((line for line in lines if line.is_given), None)
    right = next((line.text for line in lines if line.is_right), "")
    is_right = bool(said and said.is_right)
    note = _("Yang tepat: %(right)s") % {"right": right} if tells else ""
    return Line(
        text=f"({place}) {said.text if said else '–'}",
        is_given=True,
        is_right=is_right,
        note="" if is_right else note,
    )
