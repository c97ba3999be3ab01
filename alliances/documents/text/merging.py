"""Two texts that grew from one, as a single text again, when that is beyond doubt.

The paragraphs are merged first; where both changed the same paragraph, its words. What
is nearer to each other than a few untouched words is not merged: two right halves can
make a wrong sentence. Nothing that one side wrote is ever left out of a merged text
unless the other side never had it (docs/decisions/0230-…).
"""

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher

from alliances.documents.text.tree import blocks, joined, tidy

Tokens = list[str]
Settle = Callable[[Tokens, Tokens, Tokens], Tokens | None]

TOKEN = re.compile(r"<[^>]*>|\s+|[^\s<]+")
# Three words and the spaces between them.
UNTOUCHED_TOKENS = 5


def merge(base: str, mine: str, theirs: str) -> str | None:
    """All that both changed in `base`; None where one must choose."""
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    if not base:
        # Both wrote it from nothing: two whole texts are no one text.
        return None
    parts = (blocks(base), blocks(mine), blocks(theirs))
    merged = _merged(*parts, untouched=1, settle=_settle_blocks)
    return None if merged is None else joined(merged)


def _merged(
    base: Tokens, mine: Tokens, theirs: Tokens, *, untouched: int, settle: Settle
) -> Tokens | None:
    merged: Tokens = []
    b = m = t = 0
    for base_at, mine_at, theirs_at, length in _common(base, mine, theirs, untouched):
        of_base, of_mine = base[b:base_at], mine[m:mine_at]
        of_theirs = theirs[t:theirs_at]
        if of_mine in (of_base, of_theirs):
            merged += of_theirs
        elif of_theirs == of_base:
            merged += of_mine
        else:
            settled = settle(of_base, of_mine, of_theirs)
            if settled is None:
                return None
            merged += settled
        merged += base[base_at : base_at + length]
        b, m, t = base_at + length, mine_at + length, theirs_at + length
    return merged


def _common(
    base: Tokens, mine: Tokens, theirs: Tokens, least: int
) -> Iterator[tuple[int, int, int, int]]:
    """Runs that all three have, of at least this length; and the end."""
    of_mine = _matches(base, mine)
    of_theirs = _matches(base, theirs)
    while of_mine and of_theirs:
        one, other = of_mine[0], of_theirs[0]
        start = max(one.a, other.a)
        end = min(one.a + one.size, other.a + other.size)
        if end - start >= least:
            yield start, one.b + start - one.a, other.b + start - other.a, end - start
        ends_first = one.a + one.size <= other.a + other.size
        (of_mine if ends_first else of_theirs).pop(0)
    yield len(base), len(mine), len(theirs), 0


def _matches(base: Tokens, other: Tokens) -> list:  # type: ignore[type-arg]
    matcher = SequenceMatcher(None, base, other, autojunk=False)
    return matcher.get_matching_blocks()[:-1]


def _settle_blocks(base: Tokens, mine: Tokens, theirs: Tokens) -> Tokens | None:
    """Paragraph by paragraph; what either added after them stays, theirs first."""
    count = len(base)
    if len(mine) < count or len(theirs) < count:
        return None
    settled = []
    for one in zip(base, mine, theirs, strict=False):
        merged = _merge_block(*one)
        if merged is None:
            return None
        settled.append(merged)
    return [*settled, *theirs[count:], *mine[count:]]


def _merge_block(base: str, mine: str, theirs: str) -> str | None:
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    tokens = (TOKEN.findall(text) for text in (base, mine, theirs))
    merged = _merged(*tokens, untouched=UNTOUCHED_TOKENS, settle=_nobody_knows)
    if merged is None:
        return None
    whole = "".join(merged)
    # Tags of both sides may not close each other: then it is no paragraph any more.
    return whole if blocks(tidy(whole)) == [whole] else None


def _nobody_knows(base: Tokens, mine: Tokens, theirs: Tokens) -> None:
    return None
