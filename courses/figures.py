"""Figures: drawings that lie beside the lessons of the repository, as SVG.

They are the repository's own, and checked all the same: a drawing may draw, and nothing
else. What people send is never an SVG (`common.files`).
"""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

from django.core.files.base import ContentFile
from django.core.files.storage import storages

MOST_BYTES = 60_000
SVG = "http://www.w3.org/2000/svg"
ELEMENTS = {
    f"{{{SVG}}}{name}"
    for name in (
        *("svg", "title", "desc", "g", "defs", "marker", "clipPath", "symbol", "use"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("text", "tspan", "linearGradient", "radialGradient", "stop", "pattern"),
    )
}
HREFS = {"href", "{http://www.w3.org/1999/xlink}href"}
OUTSIDE = re.compile(r"url\s*\(\s*['\"]?(?!#)|javascript:|@import", re.IGNORECASE)
NAMED = re.compile(r"\]\((?P<name>gambar/[^)\s]+)")
IMAGE = re.compile(r'<img src="(?P<name>gambar/[^"]+)" alt="(?P<alt>[^"]*)"[^>]*>')
# As it is stored in a text, whichever editor has put its attributes in order.
STORED = re.compile(
    r'<img (?=[^>]*?src="(?P<url>[^"]*/figur/[\w./-]+\.svg)")'
    r'(?=(?:[^>]*?alt="(?P<alt>[^"]*)")?)(?=(?:[^>]*?width="(?P<width>\d+)")?)'
    r'(?=(?:[^>]*?height="(?P<height>\d+)")?)[^>]*>'
)


@dataclass(frozen=True)
class Figure:
    """One drawing: its bytes, how large it is shown, and the name it is stored by."""

    content: bytes
    width: int
    height: int
    place: str

    def store(self) -> str:
        """Put it where it is fetched from; a name never has two contents."""
        storage = storages["public"]
        if not storage.exists(self.place):
            storage.save(self.place, ContentFile(self.content))
        return storage.url(self.place)


def read(path: Path) -> Figure:
    """A drawing from a file. Raises ValueError, with what is wrong with it."""
    content = path.read_bytes()
    if path.suffix != ".svg":
        raise ValueError(f"the figure {path.name} is no SVG")
    try:
        width, height = _checked(content)
    except (ValueError, ElementTree.ParseError) as problem:
        raise ValueError(f"the figure {path.name} {problem}") from problem
    mark = hashlib.sha256(content).hexdigest()[:12]
    place = f"figur/{path.parent.parent.name}/{path.stem}-{mark}.svg"
    return Figure(content, width, height, place)


def names_in(markdown: str) -> list[str]:
    """The figures that a lesson names, in the order of their names."""
    return sorted({match["name"] for match in NAMED.finditer(markdown)})


def stored(html: str, folder: Path) -> str:
    """The text with the figures it names in a course's folder, where they lie now."""

    def placed(match: re.Match[str]) -> str:
        figure = read(folder / match["name"])
        return (
            f'<img src="{figure.store()}" alt="{match["alt"]}"'
            f' width="{figure.width}" height="{figure.height}">'
        )

    return IMAGE.sub(placed, html)


def weigh(html: str) -> int:
    """How many bytes the figures of a text take."""
    return sum(size_at(match["url"]) for match in STORED.finditer(html))


@lru_cache(maxsize=4096)
def size_at(url: str) -> int:
    """A file never changes under its name; one that is gone weighs nothing."""
    storage = storages["public"]
    name = unquote(url.removeprefix(storage.url("")))
    return storage.size(name) if storage.exists(name) else 0


def _checked(content: bytes) -> tuple[int, int]:
    """The size that it is drawn for, if it only draws."""
    if len(content) > MOST_BYTES:
        raise ValueError(f"is larger than {MOST_BYTES // 1000} KB")
    if b"<!" in content.replace(b"<!--", b"") or b"<?xml-" in content:
        raise ValueError("declares more than a drawing needs")
    root = ElementTree.fromstring(content)  # noqa: S314
    if root.tag != f"{{{SVG}}}svg":
        raise ValueError("is no SVG")
    for element in root.iter():
        if element.tag not in ELEMENTS:
            raise ValueError(f"holds <{str(element.tag).rpartition('}')[2]}>")
        for name, value in element.attrib.items():
            if name.lower().startswith("on") or OUTSIDE.search(value):
                raise ValueError(f"does more than draw, in “{name}”")
            if name in HREFS and not value.startswith("#"):
                raise ValueError("refers to something outside itself")
    box = root.get("viewBox", "").replace(",", " ").split()
    if len(box) != 4:
        raise ValueError("has no viewBox")
    width, height = round(float(box[2])), round(float(box[3]))
    if not (0 < width <= 4000 and 0 < height <= 4000):
        raise ValueError("has a viewBox without a size")
    return width, height
