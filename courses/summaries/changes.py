"""What became of a text: paragraph by paragraph, what went and what came."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from common import richtext

BLOCK = re.compile(r"(?<=</p>)|(?<=</li>)|(?<=</h2>)|(?<=</h3>)|(?<=</h4>)|(?<=</tr>)")


@dataclass(frozen=True)
class Change:
    """One paragraph: `same`, `gone` since the older text, or `new` in the newer."""

    state: str
    text: str


def changes(older: str, newer: str) -> list[Change]:
    before, after = _blocks(older), _blocks(newer)
    found: list[Change] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            found += [Change("same", text) for text in before[a:b]]
        else:
            found += [Change("gone", text) for text in before[a:b]]
            found += [Change("new", text) for text in after[c:d]]
    return found


def _blocks(html: str) -> list[str]:
    texts = (richtext.plain(part) for part in BLOCK.split(html))
    return [text for text in texts if text]
