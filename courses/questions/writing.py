"""Questions answered by writing: a word, a number, an essay."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.questions import words
from courses.questions.content import Asked, Given, Line, Mistaken, Unfit

LONGEST = 500
LONGEST_ESSAY = 20_000
MOST_TYPOS = 3


@dataclass(frozen=True)
class Accepted:
    """An answer that the author foresaw, with what it is worth in percent."""

    text: str
    weight: int = 100
    feedback: str = ""


def _accepted(body: dict[str, Any]) -> tuple[Accepted, ...]:
    answers = tuple(Accepted(**answer) for answer in body["answers"])
    if not any(answer.weight == 100 for answer in answers):
        raise Mistaken(_("Tulis jawaban yang bernilai 100%."))
    if any(not 0 <= answer.weight <= 100 for answer in answers):
        raise Mistaken(_("Nilai jawaban antara 0% dan 100%."))
    return answers


def _one(given: Given, longest: int) -> str:
    text = given[0].strip() if given else ""
    if len(given) > 1 or len(text) > longest:
        raise Unfit(_("Jawaban terlalu panjang."))
    return text


def _part(given: Given, longest: int) -> list[str]:
    """The words as far as they may go."""
    text = given[0].strip()[:longest].strip() if given else ""
    return [text] if text else []


def _lines(text: str, found: Accepted | None, best: str, *, tells: bool) -> list[Line]:
    is_right = found is not None and found.weight == 100
    note = found.feedback if found else ""
    lines = [Line(text or "–", is_given=True, is_right=is_right, note=note)]
    if tells and not is_right:
        lines.append(Line(best, is_right=True))
    return lines


@dataclass(frozen=True)
class Short(Asked):
    """A word or a few. Case, accents and small slips are forgiven as the author says.

    `typos` slips are forgiven, but never in a word so short that it could mean another:
    four letters for each.
    """

    answers: tuple[Accepted, ...]
    case: bool = False
    accents: bool = False
    typos: int = 0

    @classmethod
    def read(cls, body: dict[str, Any]) -> Self:
        made = cls(
            answers=_accepted(body),
            case=bool(body.get("case", False)),
            accents=bool(body.get("accents", False)),
            typos=int(body.get("typos", 0)),
        )
        if not 0 <= made.typos <= MOST_TYPOS:
            raise Mistaken(_("Salah ketik yang dimaafkan paling banyak tiga."))
        return made

    def fit(self, given: Given) -> list[str]:
        text = _one(given, LONGEST)
        return [text] if text else []

    def part(self, given: Given) -> list[str]:
        return _part(given, LONGEST)

    def score(self, given: Given) -> Fraction:
        found = self._found(given)
        return Fraction(found.weight, 100) if found else Fraction(0)

    def lines(self, given: Given, *, tells: bool) -> list[Line]:
        best = next(a.text for a in self.answers if a.weight == 100)
        text = given[0] if given else ""
        return _lines(text, self._found(given), best, tells=tells)

    def _found(self, given: Given) -> Accepted | None:
        """The answer meant: the nearest, and of equally near ones the worthiest."""
        if not given:
            return None
        typed = self._plain(given[0])
        near = [
            (self._slips(typed, answer), -answer.weight, answer)
            for answer in self.answers
        ]
        fitting = [item for item in near if item[0] is not None]
        return min(fitting, key=lambda item: item[:2])[2] if fitting else None

    def _slips(self, typed: str, answer: Accepted) -> int | None:
        wanted = self._plain(answer.text)
        allowed = min(self.typos, len(wanted) // 4)
        slips = words.typos(typed, wanted, most=allowed)
        return slips if slips <= allowed else None

    def _plain(self, text: str) -> str:
        return words.plain(text, case=self.case, accents=self.accents)


@dataclass(frozen=True)
class Nearby(Accepted):
    """A number, and how far off is still accepted, both as people write them."""

    tolerance: str = "0"

    def accepts(self, found: Fraction) -> bool:
        value, room = words.number(self.text), words.number(self.tolerance)
        return value is not None and room is not None and abs(found - value) <= room


@dataclass(frozen=True)
class Numeric(Asked):
    """A number, with a tolerance. The first answer that accepts it counts."""

    answers: tuple[Nearby, ...]
    unit: str = ""

    @classmethod
    def read(cls, body: dict[str, Any]) -> Self:
        _accepted({"answers": [_without_room(a) for a in body["answers"]]})
        answers = tuple(Nearby(**answer) for answer in body["answers"])
        for answer in answers:
            room = words.number(answer.tolerance)
            if words.number(answer.text) is None or room is None or room < 0:
                raise Mistaken(_("“%(text)s” bukan angka.") % {"text": answer.text})
        return cls(answers=answers, unit=body.get("unit", ""))

    def fit(self, given: Given) -> list[str]:
        text = _one(given, LONGEST)
        if text and words.number(text) is None:
            raise Unfit(_("Tulis angkanya saja, misalnya 1.250 atau 1,5."))
        return [text] if text else []

    def part(self, given: Given) -> list[str]:
        return _part(given, LONGEST)

    def score(self, given: Given) -> Fraction:
        found = self._found(given)
        return Fraction(found.weight, 100) if found else Fraction(0)

    def lines(self, given: Given, *, tells: bool) -> list[Line]:
        best = next(a.text for a in self.answers if a.weight == 100)
        text = given[0] if given else ""
        return _lines(text, self._found(given), f"{best} {self.unit}", tells=tells)

    def _found(self, given: Given) -> Nearby | None:
        number = words.number(given[0]) if given else None
        if number is None:
            return None
        return next((a for a in self.answers if a.accepts(number)), None)


def _without_room(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "tolerance"}


@dataclass(frozen=True)
class Essay(Asked):
    """A text that a person reads and grades; `guide` is for whoever grades."""

    by_hand: ClassVar[bool] = True

    guide: str = ""
    least_words: int = 0

    @classmethod
    def read(cls, body: dict[str, Any]) -> Self:
        return cls(body.get("guide", ""), int(body.get("least_words", 0)))

    def fit(self, given: Given) -> list[str]:
        text = _one(given, LONGEST_ESSAY)
        count = len(text.split())
        if text and count < self.least_words:
            raise Unfit(
                ngettext(
                    "Tulis paling sedikit %(least)d kata; baru %(count)d.",
                    "Tulis paling sedikit %(least)d kata; baru %(count)d.",
                    self.least_words,
                )
                % {"least": self.least_words, "count": count}
            )
        return [text] if text else []

    def part(self, given: Given) -> list[str]:
        return _part(given, LONGEST_ESSAY)

    def score(self, given: Given) -> Fraction | None:
        return None if given else Fraction(0)

    def lines(self, given: Given, *, tells: bool) -> list[Line]:
        return [Line(given[0] if given else "–", is_given=True)]
