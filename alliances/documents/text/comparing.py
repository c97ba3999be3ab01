"""What became of a document between two versions, word by word.

Paragraphs are told apart by their names (text.marks), so that only those of one name
are compared by words; lists and tables by their items and rows; and a paragraph too
long for that by its sentences.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from alliances.documents.text import marks
from alliances.documents.text.tree import Node, blocks, parse, words, written
from common.changes import Change, runs

# What is compared line by line, and by which of its parts.
ROWS = {"table": ("caption", "tr"), "dl": ("dt", "dd")}


@dataclass(frozen=True)
class Block:
    """One paragraph, item or row; `shape` says that only what stands around the words
    changed.
    """

    tag: str
    runs: list[Change]
    shape: bool = False
    moved: bool = False

    @property
    def is_changed(self) -> bool:
        return self.shape or self.moved or any(run.state != "same" for run in self.runs)


@dataclass(frozen=True)
class Part:
    """One section of both versions."""

    title: list[Change]
    blocks: list[Block]
    moved: bool = False

    @property
    def changes(self) -> int:
        heading = any(run.state != "same" for run in self.title)
        return heading + self.moved + sum(block.is_changed for block in self.blocks)


def compare(before: dict[str, Any], after: dict[str, Any]) -> list[Part]:
    """Section by section, in the order of the newer; what went stays in its place."""
    older = {part["key"]: part for part in before["sections"]}
    newer = {part["key"]: part for part in after["sections"]}
    moved = _moved([*older], [*newer])
    return [
        _part(older.get(key), newer.get(key), moved=key in moved)
        for key in _order([*older], [*newer])
    ]


def of_faces(before: tuple[str, ...], after: tuple[str, ...]) -> list[Block]:
    """What stands before the sections: the title first, then its other lines."""
    pairs = zip(before, after, strict=True)
    lines = [runs(old, new) for old, new in pairs if old or new]
    return [Block("p" if nth else "h3", line) for nth, line in enumerate(lines)]


def of_bodies(before: str, after: str) -> list[Block]:
    """Two texts whose paragraphs have no names: equal ones find each other."""
    return list(_lines(blocks(before), blocks(after)))


def _part(
    before: dict[str, Any] | None, after: dict[str, Any] | None, *, moved: bool
) -> Part:
    gone = before or {"title": "", "body": "", "marks": []}
    come = after or {"title": "", "body": "", "marks": []}
    old = dict(zip(gone["marks"], blocks(gone["body"]), strict=False))
    new = dict(zip(come["marks"], blocks(come["body"]), strict=False))
    elsewhere = _moved([*old], [*new])
    kept: list[Block] = []
    for mark in _order([*old], [*new]):
        first, *rest = _block(old.get(mark), new.get(mark))
        kept += [replace(first, moved=mark in elsewhere), *rest]
    return Part(runs(gone["title"], come["title"]), kept, moved)


def _block(before: str | None, after: str | None) -> list[Block]:
    if before is None:
        return [_whole(after or "", "new")]
    if after is None:
        return [_whole(before, "gone")]
    return [_whole(after, "same")] if before == after else _changed(before, after)


def _whole(block: str, state: str) -> Block:
    return Block(_tag(block), [Change(state, _said(block))])


def _changed(before: str, after: str) -> list[Block]:
    """A list or a table as its items or rows, if any of them differ."""
    old, new = _items(before), _items(after)
    if old and new and old != new:
        return list(_lines(old, new))
    found = runs(_said(before), _said(after))
    return [Block(_tag(after), found, shape=all(run.state == "same" for run in found))]


def _items(block: str) -> list[str]:
    [node] = parse(block).children
    assert isinstance(node, Node)
    if node.tag in ("ul", "ol"):
        return [written(item) for item in _of_list(node)]
    return [written(row) for row in node.find(*ROWS.get(node.tag, ("none",)))]


def _of_list(node: Node) -> Iterator[Node]:
    """Every item with its own words, then those of the lists in it."""
    for item in node.find("li"):
        inner = [*item.find("ul", "ol")]
        own = [child for child in item.children if child not in inner]
        yield Node("li", item.attributes, own)
        for deeper in inner:
            yield from _of_list(deeper)


def _lines(before: list[str], after: list[str]) -> Iterator[Block]:
    """Equal ones find each other, and between them those that are most alike."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            yield from (_whole(line, "same") for line in after[c:d])
        else:
            yield from _rewritten(before[a:b], after[c:d])


def _rewritten(old: list[str], new: list[str]) -> Iterator[Block]:
    in_turn = [(nth, nth) for nth in range(len(old))]
    pairs = in_turn if len(old) == len(new) else marks.pairs(old, new)
    at, to = 0, 0
    for one, other in [*pairs, (len(old), len(new))]:
        yield from (_whole(line, "gone") for line in old[at:one])
        yield from (_whole(line, "new") for line in new[to:other])
        if one < len(old):
            yield from _block(old[one], new[other])
        at, to = one + 1, other + 1


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


def _moved(before: list[str], after: list[str]) -> set[str]:
    """What both have, though not in the same order."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    stayed = {
        name
        for at in matcher.get_matching_blocks()
        for name in before[at.a : at.a + at.size]
    }
    return {*before} & {*after} - stayed
