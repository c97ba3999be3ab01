"""Typesetting: Markdown of the repository's files, to be printed and shown.

The words travel to Typst as data, never as its own language: nothing that stands in a
file can be a command.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from common import texts
from library.kits import markup
from library.models import Item

HERE = Path(__file__).parent
FONTS = settings.BASE_DIR / "courses" / "paper" / "fonts"
# Raise it when a template changes: what was typeset before is typeset anew.
EDITION = 1


@dataclass(frozen=True)
class Part:
    """One of the files of a kit: how it is typeset, and what it becomes."""

    template: str
    label: str
    kind: str


# By the names that a kit's files have; others are none of its parts.
PARTS = {
    "rencana-sesi.md": Part("session.typ", "Rencana sesi", Item.Kind.KIT),
    "salindia.md": Part("slides.typ", "Salindia", Item.Kind.SLIDES),
    "lembar-peserta.md": Part("handout.typ", "Lembar peserta", Item.Kind.KIT),
}


def pdf(name: str, text: texts.Text, *, course: str) -> bytes:
    """A file of a kit as a PDF. Raises ValueError when it cannot be set."""
    part = PARTS[name]
    words = {
        "title": text.title,
        "summary": text.front.get("summary", ""),
        "label": part.label,
        "course": course,
        **_content(part, text.markdown),
    }
    return _compiled(part.template, words)


@dataclass(frozen=True)
class Chapter:
    """A lesson of a module: its part of the course, and where its files lie."""

    part: str
    text: texts.Text
    folder: Path


def module(chapters: Sequence[Chapter], *, title: str, summary: str) -> bytes:
    """All lessons of a course in one PDF. Raises ValueError when it cannot be set."""
    words = {
        "title": title,
        "summary": summary,
        "label": "Modul",
        "course": f"{len(chapters)} pelajaran",
        "chapters": [
            {
                "part": each.part,
                "title": each.text.title,
                "summary": each.text.front.get("summary", ""),
                "body": markup.tree(each.text.markdown, each.folder),
            }
            for each in chapters
        ],
    }
    return _compiled("module.typ", words)


def paper(text: texts.Text, *, kind: Item.Kind) -> bytes:
    """A text of the library as a PDF. Raises ValueError when it cannot be set."""
    template = "slides.typ" if kind == Item.Kind.SLIDES else "paper.typ"
    part = Part(template, str(kind.label), kind)
    words = {
        "title": text.title,
        "summary": text.front.get("summary", ""),
        "label": part.label,
        "course": text.front.get("about", ""),
        **_content(part, text.markdown),
    }
    return _compiled(template, words)


def _content(part: Part, markdown: str) -> dict[str, Any]:
    if part.kind == Item.Kind.SLIDES:
        return {"slides": markup.slides(markdown)}
    return {"body": markup.tree(markdown)}


def _compiled(template: str, words: dict[str, Any]) -> bytes:
    """The same words give the same bytes: no date is set into them."""
    try:
        printed: bytes = typst.compile(
            str(HERE / template),
            root=str(settings.BASE_DIR),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"said": json.dumps(words)},
            timestamp=0,
            format="pdf",
        )
    except typst.TypstError as problem:
        raise ValueError(f"it cannot be typeset: {problem}") from problem
    return printed
