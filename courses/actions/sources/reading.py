"""Reading the files of a course; what is wrong with one is said with its name."""

import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError

from common import texts
from courses import figures
from courses.actions.sources.digests import digest_of_bytes
from courses.models import Activity

OUTLINE = "course.toml"
LESSON = ".md"
# A figure alone in its paragraph, and the line in italics below it.
FIGURE = re.compile(
    r"<p>(?P<image><img [^>]*>)(?:\s*(?:</p>\s*<p>)?<em>(?P<words>[^<]*)</em>)?</p>"
)
TROUBLES = (
    *(OSError, ValueError, KeyError, TypeError, AttributeError),
    *(ValidationError, DataError, IntegrityError),
)


class Broken(ValueError):
    """A file that cannot be loaded, in a sentence that names it."""


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Whatever goes wrong inside is said of this file."""
    try:
        yield
    except Broken:
        raise
    except TROUBLES as problem:
        raise Broken(f"{name_of(path)}: {_words(problem)}.") from problem


def name_of(path: Path) -> str:
    """As its `Source` is called: the course's folder, and the file in it."""
    return f"{path.parent.name}/{path.name}"


def outline(folder: Path) -> dict[str, Any]:
    with naming(folder / OUTLINE):
        return tomllib.loads((folder / OUTLINE).read_text())


def digest(path: Path) -> str:
    """Of the file and of the figures it shows: when one changes, so does the lesson."""
    source = path.read_bytes()
    names = figures.names_in(source.decode()) if path.suffix == LESSON else []
    drawn = ((path.parent / name).read_bytes() for name in names)
    return digest_of_bytes(source, *drawn)


def activity(path: Path) -> tuple[str, dict[str, Any]]:
    """The kind of activity a file is about, and all that it says."""
    if path.suffix == LESSON:
        text = texts.parse(path.read_text())
        body = figures.stored(text.html, path.parent)
        return Activity.Kind.LESSON, {**text.front, "body": FIGURE.sub(_figure, body)}
    said = tomllib.loads(path.read_text())
    return said.get("kind", Activity.Kind.QUIZ), said


def _figure(match: re.Match[str]) -> str:
    words = match["words"]
    caption = f"<figcaption>{words}</figcaption>" if words else ""
    return f"<figure>{match['image']}{caption}</figure>"


def _words(problem: Exception) -> str:
    if isinstance(problem, FileNotFoundError):
        return f"there is no file {Path(problem.filename or '').name}"
    if isinstance(problem, KeyError):
        return f"it does not say {problem}"
    if isinstance(problem, ValidationError):
        return " ".join(problem.messages)
    return str(problem).strip().rstrip(".")
