"""Two versions of a document of thirty pages, compared word by word on their page."""

import random
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from alliances.documents.models import Document, Version
from alliances.documents.text import canonical
from alliances.models import Alliance
from launch.bench import Row
from launch.benchmarks.server import Server

SLUG = "tiga-puluh-halaman-berdaftar"
PARAGRAPHS, WORDS_EACH = 120, 80
# One list and one table, as in a plan: the last tenth of the pages.
LINES, WORDS_A_LINE = 150, 12
ROWS, WORDS_A_ROW = 40, 15
DIFF_MS = 500
VOCABULARY = [f"kata{n}" for n in range(900)] + ["yang", "dan", "di", "desa"] * 60


def rows(server: Server, alliance: Alliance, reader: User) -> Iterator[Row]:
    """As written first, mended in every line of it, and written anew: the slower."""
    _ensure(alliance)
    cookie = server.session_of(reader)
    page = reverse("documents:compare", args=[alliance.slug, SLUG])
    mended, anew = (
        server.milliseconds(f"{page}?dari=1&ke={number}", cookie, batch=3)
        for number in (2, 3)
    )
    note = f"30 pages: every line mended {mended:.0f}, all written anew {anew:.0f}"
    yield Row("alliances.diff_ms", max(mended, anew), "ms", DIFF_MS, note)


def _ensure(alliance: Alliance) -> None:
    if Document.objects.filter(alliance=alliance, slug=SLUG).exists():
        return
    document = Document.objects.create(
        alliance=alliance, slug=SLUG, kind=Document.Kind.PAPER, title="Tiga puluh"
    )
    chance = random.Random(2026)  # noqa: S311
    first, anew = _written(chance), _written(chance)
    mended = [[_mended(words, chance) for words in lines] for lines in first]
    for number, lines in enumerate((first, mended, anew), start=1):
        content = _content(*lines)
        Version.objects.create(
            document=document,
            number=number,
            content=content,
            digest=canonical.digest(content),
            made_at=timezone.now(),
        )


def _written(chance: random.Random) -> list[list[list[str]]]:
    """Paragraphs, items and rows, each as its words."""
    sizes = (PARAGRAPHS, WORDS_EACH), (LINES, WORDS_A_LINE), (ROWS, WORDS_A_ROW)
    return [
        [chance.choices(VOCABULARY, k=words) for _ in range(lines)]
        for lines, words in sizes
    ]


def _mended(words: list[str], chance: random.Random) -> list[str]:
    """One word in eight is another."""
    return [chance.choice(VOCABULARY) if chance.random() < 0.125 else w for w in words]


def _content(
    paragraphs: list[list[str]], items: list[list[str]], rows: list[list[str]]
) -> dict[str, Any]:
    written = [f"<p>{' '.join(words)}</p>" for words in paragraphs]
    listed = "".join(f"<li>{' '.join(words)}</li>" for words in items)
    lines = "".join(
        f"<tr><td>{' '.join(words[:5])}</td><td>{' '.join(words[5:])}</td></tr>"
        for words in rows
    )
    blocks = [*written, f"<ul>{listed}</ul>", f"<table>{lines}</table>"]
    marks = [f"m{n}" for n in range(len(blocks))]
    section = {"key": "isi", "title": "Isi", "body": "\n".join(blocks), "marks": marks}
    about = {"kind": "paper", "title": "Tiga puluh", "summary": ""}
    return {**about, "sections": [section]}
