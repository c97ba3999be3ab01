"""What became of a document between two versions, word by word.

Paragraphs are told apart by their names (text.marks), so that only those of one name
are compared by words; a paragraph too long for that is compared by its sentences.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from alliances.documents.text.tree import blocks, parse, words

State = Literal["same", "gone", "new"]
WORD = re.compile(r"\S+\s*")
SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+\s*|$)")
# Pairs of words that are compared at most for one paragraph.
MOST_PAIRS = 250_000


@dataclass(frozen=True)
class Run:
    state: State
    text: str


@dataclass(frozen=True)
class Block:
    """One paragraph; `shape` says that only what stands around the words changed."""

    tag: str
    runs: list[Run]
    shape: bool = False

    @property
    def is_changed(self) -> bool:
        return self.shape or any(run.state != "same" for run in self.runs)


@dataclass(frozen=True)
class Part:
    """One section of both versions."""

    title: list[Run]
    blocks: list[Block]

    @property
    def changes(self) -> int:
        heading = any(run.state != "same" for run in self.title)
        return heading + sum(block.is_changed for block in self.blocks)


def compare(before: dict[str, Any], after: dict[str, Any]) -> list[Part]:
    """Section by section, in the order of the newer; what went stays in its place."""
    older = {part["key"]: part for part in before["sections"]}
    newer = {part["key"]: part for part in after["sections"]}
    return [_part(older.get(key), newer.get(key)) for key in _order([*older], [*newer])]


def of_bodies(before: str, after: str) -> list[Block]:
    """Two texts whose paragraphs have no names: equal ones find each other."""
    old, new = blocks(before), blocks(after)
    found: list[Block] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "replace" and b - a == d - c:
            found += map(_changed, old[a:b], new[c:d])
        else:
            found += [_whole(block, "gone") for block in old[a:b] if kind != "equal"]
            state: State = "same" if kind == "equal" else "new"
            found += [_whole(block, state) for block in new[c:d]]
    return found


def runs(before: str, after: str) -> list[Run]:
    """Two lines of words."""
    return list(_joined(_by_words(before, after)))


def _part(before: dict[str, Any] | None, after: dict[str, Any] | None) -> Part:
    gone = before or {"title": "", "body": "", "marks": []}
    come = after or {"title": "", "body": "", "marks": []}
    old = dict(zip(gone["marks"], blocks(gone["body"]), strict=False))
    new = dict(zip(come["marks"], blocks(come["body"]), strict=False))
    kept = [_block(old.get(mark), new.get(mark)) for mark in _order([*old], [*new])]
    return Part(runs(gone["title"], come["title"]), kept)


def _block(before: str | None, after: str | None) -> Block:
    if before is None:
        return _whole(after or "", "new")
    if after is None:
        return _whole(before, "gone")
    return _whole(after, "same") if before == after else _changed(before, after)


def _whole(block: str, state: State) -> Block:
    return Block(_tag(block), [Run(state, _said(block))])


def _changed(before: str, after: str) -> Block:
    found = runs(_said(before), _said(after))
    return Block(_tag(after), found, shape=all(run.state == "same" for run in found))


def _said(block: str) -> str:
    """A picture is told by what it shows."""
    pictures = [node.attributes.get("alt", "") for node in parse(block).find("img")]
    return " ".join([words(block), *(f"[{alt}]" for alt in pictures)]).strip()


def _tag(block: str) -> str:
    found = re.match(r"<(\w+)", block)
    return found[1] if found else "p"


def _order(before: list[str], after: list[str]) -> Iterator[str]:
    """Both lists as one; a name stands where the newer has it."""
    kept = set(after)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for _kind, a, b, c, d in matcher.get_opcodes():
        yield from (name for name in before[a:b] if name not in kept)
        yield from after[c:d]


def _by_words(before: str, after: str) -> Iterator[Run]:
    old, new = WORD.findall(before), WORD.findall(after)
    if len(old) * len(new) <= MOST_PAIRS:
        yield from _matched(old, new)
        return
    old, new = SENTENCE.findall(before), SENTENCE.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        gone, come = "".join(old[a:b]), "".join(new[c:d])
        if kind == "equal":
            yield Run("same", come)
        elif len(gone.split()) * len(come.split()) <= MOST_PAIRS:
            yield from _matched(WORD.findall(gone), WORD.findall(come))
        else:
            yield from (Run("gone", gone), Run("new", come))


def _matched(old: list[str], new: list[str]) -> Iterator[Run]:
    bare_old, bare_new = [w.strip() for w in old], [w.strip() for w in new]
    matcher = SequenceMatcher(None, bare_old, bare_new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield Run("same", "".join(new[c:d]))
        else:
            yield Run("gone", "".join(old[a:b]))
            yield Run("new", "".join(new[c:d]))


def _joined(found: Iterator[Run]) -> Iterator[Run]:
    """Neighbours of one state as one; nothing empty."""
    last: Run | None = None
    for run in found:
        if not run.text:
            continue
        if last and last.state == run.state:
            last = Run(last.state, last.text + run.text)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last
