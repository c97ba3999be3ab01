"""Finding: what matches, as far as this reader may see it, the best first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from common.http import paged
from search.marking import excerpt, marked
from search.sources import SOURCES, Source, Told
from search.wanted import Wanted
from search.weighing import FIRST_SHOWN, Reader, Weighed, best_of, first_of_all

ON_A_PAGE = 20


@dataclass(frozen=True)
class Hit:
    title: SafeString
    excerpt: SafeString
    url: str
    at: datetime | None
    about: str = ""


@dataclass(frozen=True)
class Shelf:
    """The first few of one kind, and whether there are more."""

    slug: str
    label: str | Promise
    icon: str
    hits: list[Hit]
    has_more: bool
    rank: float


@dataclass(frozen=True)
class Found:
    """A page of one kind, and whether more match than could be weighed."""

    page: Page[Any]
    has_more: bool


def shelves(user: Reader, wanted: Wanted) -> list[Shelf]:
    """The best few of each kind, whatever their number."""
    if not wanted.stems:
        return []
    found = first_of_all(user, wanted)
    made = [_shelf(source, found, wanted) for source in SOURCES.values()]
    filled = [shelf for shelf in made if shelf.hits]
    return sorted(filled, key=lambda shelf: shelf.rank, reverse=True)


def hits(request: HttpRequest, wanted: Wanted) -> Found:
    """The page of one kind that `?hal=` names."""
    source = wanted.source
    assert source is not None
    weighed = Weighed([], has_more=False)
    if wanted.stems:
        weighed = best_of(source, request.user, wanted)
    page: Page[Any] = paged(request, weighed.rows, ON_A_PAGE)
    page.object_list = _as_hits(source, list(page.object_list), wanted)
    return Found(page, weighed.has_more)


def has_any(user: Reader, wanted: Wanted) -> bool:
    """Whether another spelling would find this reader anything."""
    if wanted.source:
        return bool(best_of(wanted.source, user, wanted).rows[:1])
    return bool(first_of_all(user, wanted))


def _shelf(source: Source, found: Iterable[Any], wanted: Wanted) -> Shelf:
    own = [row for row in found if row["kind"] == source.kind]
    own.sort(key=lambda row: (row["rank"], row["at"]), reverse=True)
    return Shelf(
        slug=source.slug,
        label=source.label,
        icon=source.icon,
        hits=_as_hits(source, own[:FIRST_SHOWN], wanted),
        has_more=len(own) > FIRST_SHOWN,
        rank=own[0]["rank"] if own else 0.0,
    )


def _as_hits(source: Source, rows: Sequence[Any], wanted: Wanted) -> list[Hit]:
    stems = set(wanted.stems)
    told = source.tell([row["thing"] for row in rows]) if rows else {}
    made = []
    for row in rows:
        more = told.get(row["thing"], Told(about=""))
        made.append(
            Hit(
                title=marked(row["title"], stems),
                excerpt=excerpt(row["text"] or more.text, stems),
                url=row["url"],
                at=row["at"] if source.tells_when else None,
                about=more.about,
            )
        )
    return made
