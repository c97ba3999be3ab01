"""A section as plain text with a few marks, for phones, and back again.

A paragraph that comes back as it was sent keeps its HTML to the letter: whoever mends
one word on a phone changes nothing of the table below it.
"""

import hashlib
import re
from collections.abc import Callable
from difflib import SequenceMatcher

from alliances.documents.text.tree import Node, blocks, joined, parse, tidy
from common import richtext

SPECIAL = re.compile(r"([\\`*_\[\]~<])")
AT_START = re.compile(r"^(\s*)(#|>|[-+]|\d+[.)])(?=\s|$)", re.MULTILINE)
LEFT = "⟦"
# Of a list that goes on counting from somewhere.
HIGHEST = 9999
LEVELS = {"h2": "##", "h3": "###", "h4": "####"}
MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*", "s": "~~", "code": "`"}
CHUNK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")


def written(html: str) -> str:
    """The text to be edited. What has no plain form stands as one line to be left."""
    return "\n\n".join(_chunks(html))


def read(text: str, html: str, *others: str) -> str:
    """What was made of the plain text of `html`, as clean HTML.

    `others` are texts from which lines to be left may have been brought back.
    """
    old_blocks, old = blocks(html), _chunks(html)
    known = {
        chunk: block
        for other in (*others, html)
        for chunk, block in zip(_chunks(other), blocks(other), strict=True)
    }
    given = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    new = [chunk for chunk in CHUNK.split(given) if chunk.strip()]
    made: list[str] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            made += old_blocks[a:b]
        elif c < d:
            made += _fresh(new[c:d], known)
    return tidy(joined(made))


def _fresh(chunks: list[str], known: dict[str, str]) -> list[str]:
    """New chunks together, since a list may have gaps; a line to be left, alone."""
    made: list[str] = []
    together: list[str] = []
    for chunk in [*chunks, ""]:
        left = known.get(chunk.strip()) if chunk.startswith(LEFT) else None
        if chunk and left is None:
            together.append(chunk)
            continue
        if together:
            text = "\n\n".join(together)
            made.append(richtext.from_markdown(text, pictures=True, breaks=True))
            together = []
        if left is not None:
            made.append(left)
    return made


def _chunks(html: str) -> list[str]:
    """One for each block, none with an empty line in it."""
    found = []
    for block in blocks(html):
        node = parse(block).children[0]
        assert isinstance(node, Node)
        said = _block(node)
        if said is None or CHUNK.search(said):
            said = _to_be_left(block, node)
        found.append(said)
    return found


def _to_be_left(block: str, node: Node) -> str:
    """The same line for the same block, wherever it stands."""
    about = " ".join(node.words().split())[:40] or "…"
    proof = hashlib.sha256(block.encode()).hexdigest()[:4]
    return f"{LEFT}{about} · {proof}⟧"


def _block(node: Node) -> str | None:
    if node.tag == "p":
        return _safe_start(_inline(node)).strip() or None
    if node.tag in LEVELS:
        return f"{LEVELS[node.tag]} {_inline(node).strip()}"
    if node.tag == "hr":
        return "---"
    if node.tag in ("ul", "ol"):
        return _list(node)
    if node.tag == "blockquote":
        return _quote(node)
    return None


def _list(node: Node) -> str | None:
    lines = []
    first = node.number("start", otherwise=1, most=HIGHEST)
    items = [child for child in node.children if isinstance(child, Node)]
    for nth, item in enumerate(items, start=first):
        mark = "- " if node.tag == "ul" else f"{nth}. "
        parts = [child for child in item.children if isinstance(child, Node)]
        if any(part.tag in ("ul", "ol", "table", "figure", "pre") for part in parts):
            return None
        if sum(part.tag == "p" for part in parts) > 1:
            return None
        said = _inline(item).strip().replace("\n", "\n" + " " * len(mark))
        lines.append(mark + _safe_start(said))
    return "\n".join(lines)


def _quote(node: Node) -> str | None:
    parts = [child for child in node.children if isinstance(child, Node)]
    if any(part.tag != "p" for part in parts if part.tag not in MARKS):
        return None
    said = [_inline(part).strip() for part in parts] or [_inline(node).strip()]
    return "\n>\n".join("> " + part.replace("\n", "\n> ") for part in said)


def _inline(node: Node) -> str:
    return "".join(map(_run, node.children))


def _run(child: "Node | str") -> str:
    if isinstance(child, str):
        return SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", child))
    shapes: dict[str, Callable[[Node], str]] = {
        "br": lambda _node: "\n",
        "a": lambda node: f"[{_inline(node)}](<{node.attributes.get('href', '')}>)",
        "img": lambda node: (
            f"![{node.attributes.get('alt', '')}](<{node.attributes.get('src', '')}>)"
        ),
    }
    if child.tag in shapes:
        return shapes[child.tag](child)
    mark = MARKS.get(child.tag, "")
    return f"{mark}{_inline(child)}{mark}" if child.words().strip() else _inline(child)


def _safe_start(said: str) -> str:
    """A line that begins like a list is still a line of words."""
    return (
        AT_START.sub(r"\1\\\2", said)
        if not said[:1].isdigit()
        else re.sub(r"^(\d+)([.)])(?=\s)", r"\1\\\2", said)
    )
