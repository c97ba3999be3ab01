"""What became of a text, line by line: what went, what came, what stayed."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Change:
    """One line: `same`, `gone` since the older text, or `new` in the newer."""

    state: str
    text: str


def between(before: Sequence[str], after: Sequence[str]) -> list[Change]:
    found: list[Change] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            found += [Change("same", text) for text in before[a:b]]
        else:
            found += [Change("gone", text) for text in before[a:b]]
            found += [Change("new", text) for text in after[c:d]]
    return found
