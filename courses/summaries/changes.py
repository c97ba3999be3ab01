"""What became of a lesson: paragraph by paragraph, what went and what came."""

import re

from common import richtext
from common.changes import Change, between

BLOCK = re.compile(r"(?<=</p>)|(?<=</li>)|(?<=</h2>)|(?<=</h3>)|(?<=</h4>)|(?<=</tr>)")


def changes(older: str, newer: str) -> list[Change]:
    return between(_blocks(older), _blocks(newer))


def _blocks(html: str) -> list[str]:
    texts = (richtext.plain(part) for part in BLOCK.split(html))
    return [text for text in texts if text]
