"""What a package holds and what became of it, counted by the kind of thing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Entry = dict[str, Any]


@dataclass
class Thing:
    """One kind of thing; `size` in bytes, where it has one."""

    what: str
    arrived: int = 0
    left: int = 0
    size: int = 0


@dataclass(frozen=True)
class Chosen:
    """The lines that somebody wants: by what became of them, by what they are."""

    outcome: str = ""
    what: str = ""

    def of(self, entries: Sequence[Entry]) -> list[Entry]:
        return [
            entry
            for entry in entries
            if self.outcome in ("", entry["outcome"])
            and self.what in ("", entry.get("what", ""))
        ]


def things(entries: Iterable[Entry]) -> list[Thing]:
    """In the order in which they first come."""
    found: dict[str, Thing] = {}
    for entry in entries:
        what = entry.get("what", "")
        thing = found.setdefault(what, Thing(what))
        if entry["outcome"] == "left":
            thing.left += 1
        else:
            thing.arrived += 1
            thing.size += entry.get("size", 0)
    return list(found.values())
