"""What kinds of documents are made of: sections and their guiding questions.

Each kind is a file in `fixtures/documents/`, read when a document is begun, so that
who looks after a site changes them without a programmer.
"""

import tomllib
from dataclasses import dataclass
from functools import cache

from django.conf import settings

from alliances.documents.models import Document

FOLDER = settings.BASE_DIR / "fixtures" / "documents"


@dataclass(frozen=True)
class Outline:
    title: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Template:
    kind: str
    name: str
    about: str
    length: str
    sections: tuple[Outline, ...]


@cache
def template(kind: str) -> Template:
    read = tomllib.loads((FOLDER / f"{kind}.toml").read_text())
    return Template(
        kind=kind,
        name=str(Document.Kind(kind).label),
        about=read["about"],
        length=read["length"],
        sections=tuple(
            Outline(part["title"], tuple(part["questions"]))
            for part in read["sections"]
        ),
    )


def templates() -> list[Template]:
    return [template(kind) for kind in Document.Kind.values]
