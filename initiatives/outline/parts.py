"""What a step is made of: sections, items and tables."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.utils.functional import Promise

Words = str | Promise
Content = dict[str, Any]
SHORT = 40


class Kind(Enum):
    LINE = "line"
    TEXT = "text"
    LINK = "link"
    DATE = "date"
    NUMBER = "number"
    RUPIAH = "rupiah"
    CHOICE = "choice"
    GOALS = "goals"
    REGENCY = "regency"


@dataclass(frozen=True, eq=False)
class Item:
    """One thing a person writes or chooses."""

    name: str
    label: Words
    kind: Kind = Kind.LINE
    hint: Words = ""
    limit: int = 0
    rows: int = 3
    required: bool = False
    positive: bool = False
    choices: tuple[tuple[str, Words], ...] = ()

    @property
    def is_short(self) -> bool:
        """Whether two of these stand side by side, even on a phone."""
        numbers = (Kind.DATE, Kind.NUMBER, Kind.RUPIAH)
        return self.kind in numbers or 0 < self.limit <= SHORT

    @property
    def is_counted(self) -> bool:
        return self.kind is Kind.TEXT

    def empty(self) -> Any:
        if self.kind is Kind.GOALS:
            return []
        return None if self.kind in (Kind.DATE, Kind.NUMBER, Kind.RUPIAH) else ""


@dataclass(frozen=True, eq=False)
class Table:
    """A list of like things, one row each. `title_of` names a row in its list."""

    name: str
    label: Words
    items: tuple[Item, ...]
    title_of: str
    add: Words
    new: Words
    at_least: int = 0
    lacking: Words = ""


@dataclass(frozen=True, eq=False)
class Section:
    title: Words
    note: Words
    parts: tuple[Item | Table, ...]


@dataclass(frozen=True, eq=False)
class Step:
    number: int
    title: Words
    aim: Words
    sections: tuple[Section, ...]
    parts: tuple[Item | Table, ...] = field(init=False)

    def __post_init__(self) -> None:
        parts = tuple(part for section in self.sections for part in section.parts)
        object.__setattr__(self, "parts", parts)

    @property
    def items(self) -> Iterator[Item]:
        return (part for part in self.parts if isinstance(part, Item))

    @property
    def tables(self) -> Iterator[Table]:
        return (part for part in self.parts if isinstance(part, Table))

    def whole(self, content: Content) -> Content:
        """The content with every field in its place, also those never written."""
        whole: Content = {}
        for part in self.parts:
            if isinstance(part, Item):
                whole[part.name] = content.get(part.name, part.empty())
            else:
                whole[part.name] = [
                    {item.name: row.get(item.name, item.empty()) for item in part.items}
                    for row in content.get(part.name, [])
                ]
        return whole
