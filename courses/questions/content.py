"""What every kind of question has in common."""

import random
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any, ClassVar, Self

Given = Sequence[str]


class Unfit(ValueError):
    """This is no answer to the question; the message is for the learner."""


class Mistaken(ValueError):
    """This is no question yet; the message is for its author."""


@dataclass(frozen=True)
class Line:
    """One line of a marked answer: what was given, or what would have been right.

    `is_right` is None where nobody has said yet, or where it is not told.
    """

    text: str
    is_given: bool = False
    is_right: bool | None = None
    note: str = ""


@dataclass(frozen=True)
class Asked(ABC):
    """The content of a question. Its fields are those of the JSON document."""

    by_hand: ClassVar[bool] = False

    @classmethod
    @abstractmethod
    def read(cls, body: dict[str, Any]) -> Self:
        """From the document, whole and in order, or `Mistaken` is raised."""

    @abstractmethod
    def fit(self, given: Given) -> list[str]:
        """The answer in its plain form; empty when none was given. May be `Unfit`."""

    def part(self, given: Given) -> list[str]:
        """What can be kept and scored of an answer that does not fit."""
        return []

    @abstractmethod
    def score(self, given: Given) -> Fraction | None:
        """The share that a fitting answer earns, 0 to 1; None: a person decides."""

    @abstractmethod
    def lines(self, given: Given, *, tells: bool) -> list[Line]:
        """The answer, marked; with what is right, if that is told."""

    def order(self, dice: random.Random, *, shuffles: bool) -> list[int]:
        """In which order the parts are shown."""
        return []

    def document(self) -> dict[str, Any]:
        return asdict(self)


def shuffled(count: int, dice: random.Random, *, shuffles: bool) -> list[int]:
    places = list(range(count))
    if shuffles:
        dice.shuffle(places)
    return places


def index(value: str, count: int) -> int | None:
    """The number of a part, if the value names one."""
    if value.isdecimal() and value.isascii() and len(value) < 4 and int(value) < count:
        return int(value)
    return None


def within(share: Fraction) -> Fraction:
    return max(Fraction(0), min(Fraction(1), share))
