"""What became of a text, by lines or by words: what went, what came, what stayed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\S+\s*")
SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+\s*|$)")
# Pairs of words that are compared at most; more are compared by sentences first.
MOST_PAIRS = 250_000


@dataclass(frozen=True)
class Change:
    """A line, or words: `same`, `gone` since the older text, or `new` in the newer."""

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


def runs(before: str, after: str) -> list[Change]:
    """Word by word, what belongs together in one; how words are spaced counts not."""
    return list(_joined(_by_words(before, after)))


def _by_words(before: str, after: str) -> Iterator[Change]:
    old, new = WORD.findall(before), WORD.findall(after)
    if len(old) * len(new) <= MOST_PAIRS:
        yield from _matched(old, new)
        return
    old, new = SENTENCE.findall(before), SENTENCE.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        if kind == "equal":
            yield Change("same", come)
        elif len(gone.split()) * len(come.split()) <= MOST_PAIRS:
            yield from _matched(WORD.findall(gone), WORD.findall(come))
        else:
            yield from (Change("gone", gone), Change("new", come))


def _matched(old: list[str], new: list[str]) -> Iterator[Change]:
    bare_old, bare_new = [w.strip() for w in old], [w.strip() for w in new]
    matcher = SequenceMatcher(None, bare_old, bare_new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield Change("same", "".join(new[c:d]))
        else:
            yield Change("gone", "".join(old[a:b]))
            yield Change("new", "".join(new[c:d]))


def _joined(found: Iterator[Change]) -> Iterator[Change]:
    """Neighbours of one state as one; nothing empty."""
    last: Change | None = None
    for run in found:
        if not run.text:
            continue
        if last and last.state == run.state:
            last = Change(last.state, last.text + run.text)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last
