"""Clean HTML as a tree, and as the list of blocks that it is made of."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from common import richtext

VOID = {"br", "hr", "img"}
BLOCKS = {
    *("p", "h2", "h3", "h4", "ul", "ol", "blockquote", "pre"),
    *("figure", "table", "dl", "hr"),
}


@dataclass
class Node:
    """An element; words stand among its children as they are."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)

    def words(self) -> str:
        return "".join(
            child if isinstance(child, str) else child.words()
            for child in self.children
        )

    def number(self, name: str, *, otherwise: int, most: int) -> int:
        """What an attribute counts, whoever wrote it."""
        given = self.attributes.get(name, "")[:9]
        return min(int(given), most) if given.isdecimal() else otherwise

    def find(self, *tags: str) -> Iterator["Node"]:
        for child in self.children:
            if isinstance(child, Node):
                if child.tag in tags:
                    yield child
                else:
                    yield from child.find(*tags)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        names = [node.tag for node in self.open]
        if tag in names[1:]:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(html: str) -> Node:
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


def written(node: "Node | str") -> str:
    """The HTML of a node."""
    if isinstance(node, str):
        return escape(node, quote=False).replace("\u00a0", "&nbsp;")
    inside = "".join(map(written, node.children))
    if not node.tag:
        return inside
    attributes = "".join(
        f' {name}="{escape(value)}"' for name, value in node.attributes.items()
    )
    opening = f"<{node.tag}{attributes}>"
    return opening if node.tag in VOID else f"{opening}{inside}</{node.tag}>"


def blocks(html: str) -> list[str]:
    """The paragraphs, lists, tables … of a text. Stray words become a paragraph."""
    found: list[str] = []
    stray: list[Node | str] = []
    for child in [*parse(html).children, Node("hr")]:
        if isinstance(child, str) or child.tag not in BLOCKS:
            stray.append(child)
            continue
        if "".join(map(written, stray)).strip():
            found.append(written(Node("p", children=_trimmed(stray))))
        stray = []
        found.append(written(child))
    return found[:-1]


def joined(parts: list[str]) -> str:
    return "\n".join(parts)


def tidy(html: str) -> str:
    """What anyone wrote, cleaned, and set so that it splits into the same blocks."""
    cleaned = joined(blocks(richtext.clean(html)))
    return joined(blocks(richtext.clean(cleaned)))


def words(html: str) -> str:
    """The words of a block on one line."""
    return richtext.plain(html)


def _trimmed(children: list["Node | str"]) -> list["Node | str"]:
    kept = list(children)
    if kept and isinstance(kept[0], str):
        kept[0] = kept[0].lstrip()
    if kept and isinstance(kept[-1], str):
        kept[-1] = kept[-1].rstrip()
    return kept
