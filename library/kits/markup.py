"""Markdown as a tree of plain data, for templates that set it on paper."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

Node = dict[str, Any]
SLIDE_ENDS = re.compile(r"^-{3,}\s*$", re.MULTILINE)
NOTE = re.compile(r"^\s*catatan fasilitator\s*:\s*", re.IGNORECASE)
# Blocks whose children are kept, and what they say besides.
LEAVES = {"text", "code_inline", "code_block", "fence", "image"}
FONT, FACE = re.compile(r'font-family="[^"]*"'), "Plus Jakarta Sans"
_parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def tree(markdown: str, folder: Path | None = None) -> list[Node]:
    """With the drawings of `folder`; without one, a figure is only its words."""
    root = SyntaxTreeNode(_parser.parse(markdown))
    nodes = [_node(child) for child in root.children]
    if folder is not None:
        for image in _found(nodes, "image"):
            image["svg"] = _drawing(folder / image["src"])
    return nodes


def _found(nodes: list[Node], kind: str) -> list[Node]:
    inner = [each for node in nodes for each in _found(node.get("children", []), kind)]
    return [node for node in nodes if node["type"] == kind] + inner


def _drawing(path: Path) -> str:
    """In the one face that there is on paper."""
    return FONT.sub(f'font-family="{FACE}"', path.read_text())


def slides(markdown: str) -> list[Node]:
    """Each with its title, what is shown, and what the facilitator alone reads."""
    return [_slide(part) for part in SLIDE_ENDS.split(markdown) if part.strip()]


def _slide(part: str) -> Node:
    title: list[Node] = []
    shown: list[Node] = []
    notes: list[Node] = []
    for node in tree(part):
        if node["type"] == "heading" and not title:
            title = node["children"]
        elif node["type"] == "blockquote" and _is_note(node):
            notes += node["children"]
        else:
            shown.append(node)
    return {"title": title, "body": shown, "notes": notes}


def _is_note(quote: Node) -> bool:
    """A quotation that begins so; the words themselves are then left out."""
    first = next(iter(_texts(quote)), None)
    if first is None or not NOTE.match(first["content"]):
        return False
    first["content"] = NOTE.sub("", first["content"])
    return True


def _texts(node: Node) -> list[Node]:
    if node["type"] == "text":
        return [node]
    return [found for child in node.get("children", []) for found in _texts(child)]


def _node(found: SyntaxTreeNode) -> Node:
    if found.type == "table":
        return _table(found)
    node: Node = {"type": found.type}
    if found.type in LEAVES:
        node["content"] = found.content
    if found.type == "heading":
        node["level"] = int(found.tag[1:])
    elif found.type == "link":
        # On paper an address has to be whole.
        node["href"] = urljoin(settings.PORTAL_URL, str(found.attrs.get("href", "")))
    elif found.type == "image":
        node["src"] = str(found.attrs.get("src", ""))
    elif found.type == "ordered_list":
        node["start"] = int(found.attrs.get("start", 1))
    if found.type in ("heading", "paragraph"):
        node["children"] = _runs(found)
    elif found.type not in LEAVES:
        node["children"] = [_node(child) for child in found.children]
    return node


def _runs(found: SyntaxTreeNode) -> list[Node]:
    """What stands in a line of text."""
    inline = found.children[0] if found.children else None
    return [_node(child) for child in inline.children] if inline else []


def _table(found: SyntaxTreeNode) -> Node:
    rows = [row for part in found.children for row in part.children]
    cells = [[_runs(cell) for cell in row.children] for row in rows]
    return {
        "type": "table",
        "rows": cells,
        "widths": [_width(column) for column in zip(*cells, strict=True)],
    }


def _width(column: tuple[list[Node], ...]) -> float:
    """How much of the measure a column asks for; one to be filled in asks for much."""
    said = ["".join(t["content"] for r in cell for t in _texts(r)) for cell in column]
    longest = max(map(len, said))
    if longest > 3 and not any(said[1:]):
        return 5.0
    word = max((len(word) for words in said for word in words.split()), default=0)
    return max(2.5, 0.75 * word, float(min(longest, 60) ** 0.6))
