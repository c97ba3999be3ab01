"""Names for paragraphs, kept outside of the text and carried along when it changes."""

import secrets
from collections import Counter
from difflib import SequenceMatcher

from alliances.documents.text.tree import words

ALIKE = 0.4
# How far a paragraph is looked for among those that changed beside it.
NEAR = 12


def carry(before: list[str], marks: list[str], after: list[str]) -> list[str]:
    """The names of `after`. A paragraph that was there, even changed, keeps its own."""
    named: list[str] = [""] * len(after)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            named[c:d] = marks[a:b]
        elif kind == "replace":
            for old, new in pairs(before[a:b], after[c:d]):
                named[c + new] = marks[a + old]
    _recall(named, before, marks, after)
    return [name or fresh() for name in named]


def fresh() -> str:
    return secrets.token_hex(5)


def _recall(
    named: list[str], before: list[str], marks: list[str], after: list[str]
) -> None:
    """A paragraph that moved, word for word, takes its name along."""
    taken = set(named)
    homeless: dict[str, list[str]] = {}
    for block, mark in zip(before, marks, strict=True):
        if mark not in taken:
            homeless.setdefault(block, []).append(mark)
    for place, block in enumerate(after):
        if not named[place] and homeless.get(block):
            named[place] = homeless[block].pop(0)


def pairs(before: list[str], after: list[str]) -> list[tuple[int, int]]:
    """Which paragraph became which, in their order."""
    bags = [Counter(words(block).lower().split()) for block in before]
    found = []
    first = 0
    for new, block in enumerate(after):
        bag = Counter(words(block).lower().split())
        near = range(first, min(first + NEAR, len(before)))
        best = max(near, key=lambda old: _alike(bags[old], bag), default=None)
        if best is not None and _alike(bags[best], bag) >= ALIKE:
            found.append((best, new))
            first = best + 1
    return found


def _alike(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0
