"""Files that become items: what each says of itself, and how it is printed.

Three kinds of files do: the kit of a course, its lessons (together one module), and the
library's own texts.
"""

import hashlib
import json
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from common import texts
from courses.models import Course
from library import kits
from library.models import Item

AUTHORS = "Jejaring Lokadaya"
OUTLINE = "course.toml"
LESSON = ".md"


class Broken(ValueError):
    """A file that cannot be loaded, in a sentence that names it."""


@dataclass(frozen=True)
class Sheet:
    """One item as its file says it. `path` is where its `Origin` is known by, `name`
    what texts link to; `digest` is of all that it is printed from.
    """

    path: str
    name: str
    digest: str
    kind: str
    title: str
    summary: str
    printed: Callable[[], bytes]
    authors: str = AUTHORS
    year: int | None = None
    capacities: list[str] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    provinces: list[str] = field(default_factory=list)


def of_kit(path: Path, course: Course) -> Sheet:
    """One of the files of a course's kit."""
    name = "/".join(path.parts[-3:])
    with naming(name):
        if path.name not in kits.PARTS:
            parts = ", ".join(kits.PARTS)
            raise ValueError(f"the files of a kit are called {parts}")
        source = path.read_bytes()
        text = texts.parse(source.decode())
        sectors = sectors_of(path.parent.parent)
        read = [kits.EDITION, course.title, course.capacity, source.hex()]
        return Sheet(
            path=name,
            name=f"{path.stem}-{course.slug}",
            digest=digest([*read, *sectors]),
            kind=kits.PARTS[path.name].kind,
            title=text.title,
            summary=text.front["summary"],
            capacities=capacities_of(course),
            sectors=sectors,
            printed=lambda: kits.pdf(path.name, text, course=course.title),
        )


def of_course(folder: Path, course: Course) -> Sheet:
    """All lessons of a course, to be read and printed without a line."""
    name = f"{folder.name}/{OUTLINE}"
    with naming(name):
        plan = tomllib.loads((folder / OUTLINE).read_text())
        files = [
            (part["title"], folder / file)
            for part in plan["modules"]
            for file in part["activities"]
            if file.endswith(LESSON)
        ]
        lessons = [
            kits.Chapter(part, texts.parse(path.read_text()), folder)
            for part, path in files
        ]
        read = [path.read_bytes().hex() for _part, path in files]
        return Sheet(
            path=name,
            name=f"modul-{course.slug}",
            digest=digest([kits.EDITION, plan, read, _drawings(folder)]),
            kind=Item.Kind.MODULE,
            title=f"Modul: {course.title}",
            summary=_summary(course, len(lessons)),
            capacities=capacities_of(course),
            sectors=sectors_of(folder),
            printed=lambda: kits.module(
                lessons, title=course.title, summary=course.summary
            ),
        )


def of_text(path: Path) -> Sheet:
    """One of the library's own texts."""
    name = f"{path.parent.name}/{path.name}"
    with naming(name):
        source = path.read_bytes()
        text = texts.parse(source.decode())
        front = text.front
        kind = Item.Kind(front["kind"])
        return Sheet(
            path=name,
            name=path.stem,
            digest=digest([kits.EDITION, source.hex()]),
            kind=kind,
            title=text.title,
            summary=front["summary"],
            authors=front.get("authors", AUTHORS),
            year=front.get("year"),
            capacities=front.get("capacities", []),
            sectors=front.get("sectors", []),
            provinces=front.get("provinces", []),
            printed=lambda: kits.paper(text, kind=kind),
        )


def capacities_of(course: Course) -> list[str]:
    return [course.capacity] if course.capacity else []


def sectors_of(folder: Path) -> list[str]:
    """Those that the worked cases of a course are from; none of one that is for all."""
    outline = folder / OUTLINE
    if not outline.exists():
        return []
    sectors: list[str] = tomllib.loads(outline.read_text()).get("sectors", [])
    return sectors


def digest(content: Any) -> str:
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Whatever goes wrong inside is said of this file."""
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise Broken(f"{name}: {problem}.") from problem


def _summary(course: Course, lessons: int) -> str:
    about = course.summary.rstrip(".")
    return (
        f"{about}. Seluruh {lessons} pelajaran kelas ini dalam satu berkas untuk dibaca"
        " tanpa sambungan atau dicetak, dengan lembar isian dan pertanyaan untuk"
        " memeriksa diri. Kuis, diskusi, dan tugasnya ada di kelas."
    )


def _drawings(folder: Path) -> list[str]:
    return [path.read_bytes().hex() for path in sorted(folder.glob("gambar/*.svg"))]
