"""Finding: what matches, as far as this reader may see it, the best first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.search import SearchRank
from django.core.paginator import Page
from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from accounts.models import User
from common.http import paged
from search.marking import excerpt, marked
from search.models import Entry, query
from search.sources import SOURCES, Source, Told
from search.stems import stems

# The newest that match are weighed against each other; what is older is not.
MOST_WEIGHED = 500
FIRST_SHOWN = 4
ON_A_PAGE = 20
COLUMNS = ("kind", "thing", "title", "url", "text", "at", "rank")

Reader = User | AnonymousUser


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for, and what it is narrowed to."""

    words: str
    source: Source | None = None
    within: timedelta | None = None
    place: int | None = None
    author: str = ""
    tag: str = ""

    @property
    def stems(self) -> list[str]:
        """Each once; when only little words were typed, there is nothing to find."""
        return list(dict.fromkeys(stems(self.words)))


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


def shelves(user: Reader, wanted: Wanted) -> list[Shelf]:
    """The best few of each kind: one question for all, whatever their number."""
    if not wanted.stems:
        return []
    found = list(_of_all(user, wanted, FIRST_SHOWN + 1))
    made = [_shelf(source, found, wanted) for source in SOURCES.values()]
    filled = [shelf for shelf in made if shelf.hits]
    return sorted(filled, key=lambda shelf: shelf.rank, reverse=True)


def hits(request: HttpRequest, wanted: Wanted) -> Page[Any]:
    """The page of one kind that `?hal=` names."""
    source = wanted.source
    assert source is not None
    rows: Any = []
    if wanted.stems:
        rows = _ranked(source, request.user, wanted)
    page: Page[Any] = paged(request, rows, ON_A_PAGE)
    page.object_list = _as_hits(source, list(page.object_list), wanted)
    return page


def has_any(user: Reader, wanted: Wanted) -> bool:
    """Whether another spelling would find this reader anything."""
    if wanted.source:
        return _ranked(wanted.source, user, wanted).exists()
    return bool(_of_all(user, wanted, 1))


def _of_all(user: Reader, wanted: Wanted, count: int) -> QuerySet[Any, Any]:
    """So many of each kind, in one question."""
    first, *others = [_ranked(s, user, wanted)[:count] for s in SOURCES.values()]
    return first.union(*others, all=True)


def _ranked(source: Source, user: Reader, wanted: Wanted) -> QuerySet[Any, Any]:
    """Entries of things that this reader may see, one of each group.

    Those that match are cut to the newest before they are weighed, and to what the
    source can tell early that the reader may not see; then each thing is asked itself.
    """
    stems = wanted.stems
    newest = Entry.objects.filter(kind=source.kind).matching(stems)
    if wanted.within:
        newest = newest.filter(at__gt=timezone.now() - wanted.within)
    if wanted.author:
        named = User.objects.filter(name__icontains=wanted.author, is_active=True)
        newest = newest.filter(author__in=named.values("pk"))
    newest = source.narrow(newest, user, place=wanted.place, tag=wanted.tag)
    weighed: Any = newest.order_by("-at").values("pk")[:MOST_WEIGHED]
    seen = source.visible_to(user).order_by().values("pk")
    if source.has_groups:
        # Of a million, PostgreSQL would else look through all that the reader may see.
        few = dict(newest.order_by("-at").values_list("pk", "thing")[:MOST_WEIGHED])
        weighed, seen = list(few), seen.filter(pk__in=list(few.values()))
    found: QuerySet[Any, Any] = Entry.objects.filter(pk__in=weighed, thing__in=seen)
    found = found.annotate(rank=SearchRank(F("words"), query(stems)))
    best = Window(RowNumber(), partition_by="group", order_by=("-rank", "-at"))
    if source.has_groups:
        found = found.annotate(nth=best).filter(nth=1)
    best_first: QuerySet[Any, Any] = found.order_by("-rank", "-at")
    return best_first.values(*COLUMNS)


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
