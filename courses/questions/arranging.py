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

    def part(self, given: Given) -> list[str]:
        """What was chosen for each left, in its place; "" where nothing was."""
        count = len(self.options)
        kept = [value if index(value, count) is not None else "" for value in given]
        kept = [*kept, *[""] * len(self.pairs)][: len(self.pairs)]
        return kept if any(kept) else []

    def score(self, given: Given) -> Fraction:
        right = sum(
            value != "" and self.options[int(value)] == pair.right
            for pair, value in zip(self.pairs, given, strict=False)
        )
        return Fraction(right, len(self.pairs))

    def lines(self, given: Given, *, tells: bool) -> list[Line]:
        chosen = [self.options[int(value)] if value else "–" for value in given]
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

    def part(self, given: Given) -> list[str]:
        """The steps that have a place; of two in one place the first."""
        count = len(self.steps)
        taken: dict[int, int] = {}
        for said_step, said_place in map(_said, given):
            step, place = index(said_step, count), index(said_place, count)
            if step is None or place is None or step in taken.values():
                continue
            taken.setdefault(place, step)
        return [f"{step}:{place}" for place, step in taken.items()]

    def score(self, given: Given) -> Fraction:
        followed = sum(
            after == (place + 1, step + 1)
            for (place, step), after in pairwise(self._line(given))
        )
        return Fraction(followed, len(self.steps) - 1)

    def lines(self, given: Given, *, tells: bool) -> list[Line]:
        line = self._line(given)
        shown = [
            Line(f"{place + 1}. {self.steps[step]}", True, is_right=step == place)
            for place, step in line
        ] or [Line("–", is_given=True, is_right=False)]
        if tells and line != [(step, step) for step in range(len(self.steps))]:
            shown.append(Line(" → ".join(self.steps), is_right=True))
        return shown

    def _line(self, given: Given) -> list[tuple[int, int]]:
        """The steps as they were put in a row, each after its place."""
        return sorted((int(place), int(step)) for step, place in map(_said, given))


def _said(value: str) -> tuple[str, str]:
    step, _colon, place = value.partition(":")
    return step, place
