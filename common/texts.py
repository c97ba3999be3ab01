"""Texts kept as files (TOML front matter between `+++`, then Markdown), and names."""

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from common import richtext

FENCE = "+++\n"


@dataclass(frozen=True)
class Text:
    front: dict[str, Any]
    markdown: str

    @property
    def title(self) -> str:
        return str(self.front["title"])

    @cached_property
    def html(self) -> str:
        return richtext.from_markdown(self.markdown, pictures=True)


def parse(source: str) -> Text:
    """Raises ValueError when the front matter is missing or is no TOML."""
    if not source.startswith(FENCE) or source.count(FENCE) < 2:
        raise ValueError("the text does not begin with front matter between +++")
    _nothing, front, body = source.split(FENCE, 2)
    return Text(tomllib.loads(front), body.strip())


@cache
def read(path: Path) -> Text:
    """A text of the repository, read once for the life of the process."""
    return parse(path.read_text())


def short_name(name: str) -> str:
    """What one calls a person: a first word, and the next after a mere "Ni" or "I"."""
    first, _space, rest = name.strip().partition(" ")
    more = rest.split()
    return f"{first} {more[0]}" if len(first) < 3 and more else first
