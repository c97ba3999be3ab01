"""Clean HTML as Markdown, for what is kept as Markdown here: tasks and discussions."""

import re
from html.parser import HTMLParser

SIGNS = re.compile(r"([\\`*_\[\]<>#])")
BLOCKS = {"p", "h2", "h3", "h4", "pre", "blockquote", "figure", "tr", "dt", "dd"}
AROUND = {"strong": "**", "b": "**", "em": "*", "i": "*", "s": "~~"}
HEADINGS = {"h2": "## ", "h3": "### ", "h4": "#### "}


def down(html: str) -> str:
    """A picture becomes a link to it; a table's rows become lines."""
    writer = _Writer()
    writer.feed(html)
    writer.close()
    text = re.sub(r"[ \t]+\n", "\n", "".join(writer.written))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []
        self._lists: list[int] = []
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in ("ul", "ol"):
            self.written.append("\n" if self._lists else "\n\n")
            self._lists.append(1 if tag == "ol" else 0)
        elif tag == "li":
            self._item()
        elif tag == "a":
            self._links.append(values.get("href") or "")
            self.written.append("[")
        elif tag == "img":
            alt = SIGNS.sub(r"\\\1", values.get("alt") or "gambar")
            self.written.append(f"[{alt}]({values.get('src') or ''})")
        elif tag in BLOCKS and not self._lists:
            self.written.append("\n\n" + HEADINGS.get(tag, ""))
        elif tag == "br":
            self.written.append("  \n")
        elif tag == "hr":
            self.written.append("\n\n---\n\n")
        elif tag in ("td", "th"):
            self.written.append(" ")
        else:
            self.written.append(AROUND.get(tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._lists = self._lists[:-1]
            self.written.append("\n" if self._lists else "\n\n")
        elif tag == "a":
            href = self._links.pop() if self._links else ""
            self.written.append(f"]({href})")
        elif tag in BLOCKS and not self._lists:
            self.written.append("\n\n")
        else:
            self.written.append(AROUND.get(tag, ""))

    def handle_data(self, data: str) -> None:
        self.written.append(
            SIGNS.sub(r"\\\1", " ".join(data.split()) and _folded(data))
        )

    def _item(self) -> None:
        depth = max(len(self._lists) - 1, 0)
        number = self._lists[-1] if self._lists else 0
        sign = f"{number}. " if number else "- "
        if number:
            self._lists[-1] += 1
        self.written.append("\n" + "   " * depth + sign)


def _folded(data: str) -> str:
    """Spaces as a browser shows them: one, and none is lost at the ends."""
    return re.sub(r"\s+", " ", data)
