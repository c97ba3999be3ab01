"""Questions answered by choosing: one, several, true or false."""

import random
from dataclasses import dataclass
from fractions import Fraction
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
    within,
)


@dataclass(frozen=True)
class Choice:
    """A choice; `weight` in percent where the author says so, else by `is_right`."""

    text: str
    is_right: bool
    weight: int | None = None
    feedback: str = ""


def _choices(body: dict[str, Any]) -> tuple[Choice, ...]:
    choices = tuple(Choice(**choice) for choice in body["choices"])
    if len(choices) < 2:
        raise Mistaken(_("Tulis paling sedikit dua pilihan."))
    if len({choice.text for choice in choices}) < len(choices):
        raise Mistaken(_("Ada dua pilihan yang sama."))
    if not any(choice.is_right for choice in choices):
        raise Mistaken(_("Tandai pilihan yang tepat."))
    return choices


@dataclass(frozen=True)
class _Choosing(Asked):
    choices: tuple[Choice, ...]

    def _chosen(self, given: Given) -> list[int]:
        found = [index(value, len(self.choices)) for value in given if value]
        if None in found:
            raise Unfit(_("Pilih salah satu jawaban yang ada."))
        return sorted({place for place in found if place is not None})

    def order(self, dice: random.Random, *, shuffles: bool) -> list[int]:
        return shuffled(len(self.choices), dice, shuffles=shuffles)

    def lines(self, given: Given, *, tells: bool) -> list[Line]:
        chosen = self._chosen(given)
        return [
            Line(
                text=choice.text,
                is_given=place in chosen,
                is_right=choice.is_right if tells or place in chosen else None,
                note=choice.feedback if place in chosen else "",
            )
            for place, choice in enumerate(self.choices)
        ]


@dataclass(frozen=True)
class OneOf(_Choosing):
    """One choice; a near miss may be worth a part."""

    @classmethod
    def read(cls, body: dict[str, Any]) -> Self:
        choices = _choices(body)
        if not any(_worth(choice) == 100 for choice in choices):
            raise Mistaken(_("Satu pilihan harus bernilai 100%."))
        if any(not 0 <= _worth(choice) <= 100 for choice in choices):
            raise Mistaken(_("Nilai pilihan antara 0% dan 100%."))
        return cls(choices)

    def fit(self, given: Given) -> list[str]:
        chosen = self._chosen(given)
        if len(chosen) > 1:
            raise Unfit(_("Pilih satu jawaban saja."))
        return [str(place) for place in chosen]

    def score(self, given: Given) -> Fraction:
        worths = [_worth(self.choices[int(place)]) for place in given]
        return Fraction(sum(worths), 100)


@dataclass(frozen=True)
class TrueFalse(OneOf):
    """A statement, true or false: the author gives both words as choices."""

    def order(self, dice: random.Random, *, shuffles: bool) -> list[int]:
        return [0, 1]


@dataclass(frozen=True)
class SomeOf(_Choosing):
    """Several choices. What is wrong takes away; less than nothing is nothing."""

    @classmethod
    def read(cls, body: dict[str, Any]) -> Self:
        made = cls(_choices(body))
        if any(abs(choice.weight or 0) > 100 for choice in made.choices):
            raise Mistaken(_("Nilai pilihan antara -100% dan 100%."))
        best = sum(weight for weight in made._weights() if weight > 0)
        # Thirds are written as 33.
        if best < Fraction(98, 100):
            raise Mistaken(_("Nilai pilihan yang tepat harus berjumlah 100%."))
        return made

    def fit(self, given: Given) -> list[str]:
        return [str(place) for place in self._chosen(given)]

    def score(self, given: Given) -> Fraction:
        weights = self._weights()
        best = sum(weight for weight in weights if weight > 0)
        earned = sum((weights[int(place)] for place in given), Fraction(0))
        return within(earned / best)

    def _weights(self) -> list[Fraction]:
        """What the author says, else even shares: all right is 1, all ticked is 0."""
        if any(choice.weight is not None for choice in self.choices):
            return [Fraction(choice.weight or 0, 100) for choice in self.choices]
        right = sum(choice.is_right for choice in self.choices)
        wrong = len(self.choices) - right
        return [
            Fraction(1, right) if choice.is_right else -Fraction(1, wrong)
            for choice in self.choices
        ]


def _worth(choice: Choice) -> int:
    if choice.weight is not None:
        return choice.weight
    return 100 if choice.is_right else 0
