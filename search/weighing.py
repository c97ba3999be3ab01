"""Weighing: of what matches a few hundred, as far as this reader may see them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.search import SearchRank
from django.db.models import F, QuerySet, Value, Window
from django.db.models.functions import RowNumber

from accounts.models import User
from common.prepared import prepared
from search.models import TITLE, Entry, query
from search.sources import SOURCES, Source
from search.wanted import Wanted

# The newest that match are weighed against each other, and some of whatever age
# whose title matches best; what is neither is not.
MOST_NEWEST = 500
MOST_TITLED = 100
# Of each kind, where all are shown together.
FIRST_SHOWN = 4
COLUMNS = ("kind", "thing", "title", "url", "text", "at", "rank")

# So many keys a question is asked about, the last of them all that are weighed.
LENGTHS = (0, 10, 50, 150, MOST_NEWEST, MOST_NEWEST + MOST_TITLED)

# What divides the rank by how many different words there are.
BY_WORDS = 8

Reader = User | AnonymousUser


@dataclass(frozen=True)
class Weighed:
    """The best first, and whether more match than were weighed."""

    rows: Any
    has_more: bool


def best_of(source: Source, user: Reader, wanted: Wanted) -> Weighed:
    """Entries of things that this reader may see, one of each group.

    Those that match are cut to a few before they are weighed, and to what the source
    can tell early that the reader may not see; then each thing is asked itself.
    """
    entries, things = _few(source, user, wanted)
    has_more = sum(entry > 0 for entry in entries) >= MOST_NEWEST
    words = wanted.asked[0]
    if source.has_groups:
        # A few hundred short rows: asked once, they are counted and cut here.
        rows: Any = _of_groups(source, user, words, entries, things)
    else:
        rows = _best(source, user, words, entries, things)
    return Weighed(rows, has_more)


def first_of_all(user: Reader, wanted: Wanted) -> list[Any]:
    """The best few of each kind, and one more: a question for all without groups."""
    found = _of_those_alone(user, *wanted.asked)
    for source in SOURCES.values():
        if source.has_groups:
            found += best_of(source, user, wanted).rows[: FIRST_SHOWN + 1]
    return found


@prepared
def _of_those_alone(
    user: Reader,
    words: str,
    since: datetime | None,
    place: int | None,
    author: str | None,
    tag: str | None,
) -> QuerySet[Any, Any]:
    alone = [source for source in SOURCES.values() if not source.has_groups]
    asked = (words, since, place, author, tag)
    first, *others = [
        _best(source, user, words, _chosen(("pk",), source, user, *asked))
        for source in alone
    ]
    return first[: FIRST_SHOWN + 1].union(
        *(each[: FIRST_SHOWN + 1] for each in others), all=True
    )


@prepared
def _of_groups(
    source: Source,
    user: Reader,
    words: str,
    entries: tuple[int, ...],
    things: tuple[int, ...],
) -> QuerySet[Any, Any]:
    return _best(source, user, words, entries, things)


def _few(
    source: Source, user: Reader, wanted: Wanted
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Those to be weighed, and their things, as what they are.

    Of a million, PostgreSQL would else look through all that the reader may see. They
    are filled up with keys of nothing, so that few lengths are compiled.
    """
    found = _pairs(source, user, *wanted.asked)
    length = next(each for each in LENGTHS if each >= len(found))
    nothing = tuple(range(-1, len(found) - length - 1, -1))
    entries = tuple(entry for entry, _thing in found)
    return entries + nothing, tuple(thing for _entry, thing in found) + nothing


@prepared
def _pairs(
    source: Source,
    user: Reader,
    words: str,
    since: datetime | None,
    place: int | None,
    author: str | None,
    tag: str | None,
) -> QuerySet[Any, Any]:
    columns = ("pk", "thing")
    return _chosen(columns, source, user, words, since, place, author, tag)


def _chosen(
    columns: tuple[str, ...],
    source: Source,
    user: Reader,
    words: str,
    since: datetime | None,
    place: int | None,
    author: str | None,
    tag: str | None,
) -> QuerySet[Any, Any]:
    """The entries that are weighed, each once."""
    entries = Entry.objects.filter(kind=source.kind)
    if since:
        entries = entries.filter(at__gt=since)
    if author:
        named = User.objects.filter(name__icontains=author, is_active=True)
        entries = entries.filter(author__in=named.values("pk"))
    entries = source.narrow(entries, user, place=place, tag=tag or "")
    newest = entries.matching(words).order_by("-at")[:MOST_NEWEST]
    titled = entries.titled(words)[:MOST_TITLED]
    return newest.values_list(*columns).union(titled.values_list(*columns))


def _best(
    source: Source,
    user: Reader,
    words: str,
    entries: Any,
    things: tuple[int, ...] | None = None,
) -> QuerySet[Any, Any]:
    """Of these entries those whose things are seen, the best of each group first."""
    seen = source.visible_to(user).order_by().values("pk")
    if things is not None:
        seen = seen.filter(pk__in=things)
    found: QuerySet[Any, Any] = Entry.objects.filter(pk__in=entries, thing__in=seen)
    found = found.annotate(rank=_rank(words))
    best = Window(RowNumber(), partition_by="group", order_by=("-rank", "-at"))
    if source.has_groups:
        found = found.annotate(nth=best).filter(nth=1)
    best_first: QuerySet[Any, Any] = found.order_by("-rank", "-at")
    return best_first.values(*COLUMNS)


def _rank(words: str) -> Any:
    """How often and how near to each other the words stand, in the title above all;
    and the fewer other words there are in a title, the more it is what was asked.
    """
    in_all = SearchRank(F("words"), query(words))
    return in_all + SearchRank(TITLE, query(words), normalization=Value(BY_WORDS))
