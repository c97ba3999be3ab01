"""Questions answered by arranging: matching pairs, putting in order."""

import random
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any, Self

from django.utils.translation import gettext as _

from courses.questions.content import (
    Asked,
    Given,
    Line,
    Mistaken,
    Unfit,
    index,
    shuffled,
)


@dataclass(frozen=True)
class Pair:
    left: str
    right: str


@dataclass(frozen=True)
class Matching(Asked):
    """To each of the left, one of the right; `extra` are right ones that fit none.

    An answer names, for each left in order, the number of an option; two options with
    the same words are one.
    """

    pairs: tuple[Pair, ...]
    extra: tuple[str, ...] = ()

    @classmethod
    def read(cls, body: dict[str, Any]) -> Self:
        pairs = tuple(Pair(**pair) for pair in body["pairs"])
        if len(pairs) < 2:
            raise Mistaken(_("Tulis paling sedikit dua pasangan."))
        if not all(pair.left and pair.right for pair in pairs):
            raise Mistaken(_("Setiap pasangan punya kiri dan kanan."))
        return cls(pairs, tuple(body.get("extra", ())))

    @property
    def options(self) -> list[str]:
        return list(dict.fromkeys([*(p.right for p in self.pairs), *self.extra]))

    def order(self, dice: random.Random, *, shuffles: bool) -> list[int]:
        """Always shuffled: the options would tell the answer otherwise."""
        return shuffled(len(self.options), dice, shuffles=True)

    def fit(self, given: Given) -> list[str]:
        if not any(given):
            return []
        if len(given) != len(self.pairs) or not all(given):
            raise Unfit(_("Pilih pasangan untuk setiap baris."))
        if any(index(value, len(self.options)) is None for value in given):
            raise Unfit(_("Pilih salah satu pasangan yang ada."))
        return list(given)

    def score(self, given: Given) -> Fraction:
        right = sum(
            self.options[int(value)] == pair.right
            for pair, value in zip(self.pairs, given, strict=False)
        )
        return Fraction(right, len(self.pairs))

    def lines(self, given: Given, *, tells: bool) -> list[Line]:
        chosen = [self.options[int(value)] for value in given]
        lines = []
        for place, pair in enumerate(self.pairs):
            said = chosen[place] if chosen else "–"
            is_right = said == pair.right
            note = _("Yang tepat: %(right)s") % {"right": pair.right}
            lines.append(
                Line(
                    text=f"{pair.left} → {said}",
                    is_given=True,
                    is_right=is_right,
                    note=note if tells and not is_right else "",
                )
            )
        return lines


@dataclass(frozen=True)
class Ordering(Asked):
    """Steps, in their right order; each one followed by the right next one earns.

    An answer says of each step its place, "step:place", in whatever order.
    """

    steps: tuple[str, ...]

    @classmethod
    def read(cls, body: dict[str, Any]) -> Self:
        steps = tuple(body["steps"])
        if len(steps) < 2:
            raise Mistaken(_("Tulis paling sedikit dua langkah."))
        if len(set(steps)) < len(steps):
            raise Mistaken(_("Ada dua langkah yang sama."))
        return cls(steps)

    def order(self, dice: random.Random, *, shuffles: bool) -> list[int]:
        """Always shuffled, and never shown solved."""
        places = shuffled(len(self.steps), dice, shuffles=True)
        return places if places != sorted(places) else places[::-1]

    def fit(self, given: Given) -> list[str]:
        said = dict(_said(value) for value in given)
        if not any(said.values()):
            return []
        count = len(self.steps)
        places = [index(said.get(str(step), ""), count) for step in range(count)]
        if None in places:
            raise Unfit(_("Beri nomor untuk setiap langkah."))
        if len(set(places)) < count:
            raise Unfit(_("Setiap nomor dipakai satu kali."))
        return [f"{step}:{place}" for step, place in enumerate(places)]

    def score(self, given: Given) -> Fraction:
        line = self._line(given)
        followed = sum(after == before + 1 for before, after in pairwise(line))
        return Fraction(followed, len(self.steps) - 1)

    def lines(self, given: Given, *, tells: bool) -> list[Line]:
        line = self._line(given)
        shown = [
            Line(f"{place}. {self.steps[step]}", True, is_right=step == place - 1)
            for place, step in enumerate(line, start=1)
        ] or [Line("–", is_given=True, is_right=False)]
        if tells and line != list(range(len(self.steps))):
            shown.append(Line(" → ".join(self.steps), is_right=True))
        return shown

    def _line(self, given: Given) -> list[int]:
        """The steps as they were put in a row."""
        places = [(int(place), int(step)) for step, place in map(_said, given)]
        return [step for _place, step in sorted(places)]


def _said(value: str) -> tuple[str, str]:
    step, _colon, place = value.partition(":")
    return step, place
