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
from common.prepared import prepared
from search.marking import excerpt, marked
from search.models import Entry, query
from search.sources import SOURCES, Source, Told
from search.stems import stems

# The newest that match are weighed against each other; what is older is not.
MOST_WEIGHED = 500
FIRST_SHOWN = 4
ON_A_PAGE = 20
COLUMNS = ("kind", "thing", "title", "url", "text", "at", "rank")

# So many keys a question is asked about, the last of them MOST_WEIGHED.
LENGTHS = (0, 10, 50, 150, MOST_WEIGHED)

Reader = User | AnonymousUser
Asked = tuple[str, datetime | None, int | None, str | None, str | None]


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

    @property
    def asked(self) -> Asked:
        """As the database is asked: words, since when, place, author and tag."""
        since = timezone.now() - self.within if self.within else None
        words = " & ".join(self.stems)
        return words, since, self.place, self.author or None, self.tag or None


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
    """The best few of each kind, whatever their number."""
    if not wanted.stems:
        return []
    found = _of_all(user, wanted)
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
        return bool(_ranked(wanted.source, user, wanted)[:1])
    return bool(_of_all(user, wanted))


def _of_all(user: Reader, wanted: Wanted) -> list[Any]:
    """The best few of each kind, and one more: a question for all without groups."""
    found = _of_those_alone(user, *wanted.asked)
    for source in SOURCES.values():
        if source.has_groups:
            found += _groups(source, user, wanted)[: FIRST_SHOWN + 1]
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
        _best(source, user, words, _newest(source, user, *asked).values("pk"))
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


def _ranked(source: Source, user: Reader, wanted: Wanted) -> Any:
    """Entries of things that this reader may see, one of each group.

    Those that match are cut to the newest before they are weighed, and to what the
    source can tell early that the reader may not see; then each thing is asked itself.
    """
    if source.has_groups:
        # A few hundred short rows: asked once, they are counted and cut here.
        return list(_groups(source, user, wanted))
    newest = _newest(source, user, *wanted.asked)
    return _best(source, user, wanted.asked[0], newest.values("pk"))


def _groups(source: Source, user: Reader, wanted: Wanted) -> QuerySet[Any, Any]:
    entries, things = _few(source, user, wanted)
    return _of_groups.asked(source, user, wanted.asked[0], entries, things)


def _few(
    source: Source, user: Reader, wanted: Wanted
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The newest that match, and their things, as what they are.

    Of a million, PostgreSQL would else look through all that the reader may see. They
    are filled up with keys of nothing, so that few lengths are compiled.
    """
    found = list(_newest_pairs(source, user, *wanted.asked))
    length = next(each for each in LENGTHS if each >= len(found))
    nothing = tuple(range(-1, len(found) - length - 1, -1))
    entries = tuple(entry for entry, _thing in found)
    return entries + nothing, tuple(thing for _entry, thing in found) + nothing


@prepared
def _newest_pairs(
    source: Source,
    user: Reader,
    words: str,
    since: datetime | None,
    place: int | None,
    author: str | None,
    tag: str | None,
) -> QuerySet[Any, Any]:
    newest = _newest(source, user, words, since, place, author, tag)
    return newest.values_list("pk", "thing")


def _newest(
    source: Source,
    user: Reader,
    words: str,
    since: datetime | None,
    place: int | None,
    author: str | None,
    tag: str | None,
) -> QuerySet[Entry]:
    newest = Entry.objects.filter(kind=source.kind).matching(words)
    if since:
        newest = newest.filter(at__gt=since)
    if author:
        named = User.objects.filter(name__icontains=author, is_active=True)
        newest = newest.filter(author__in=named.values("pk"))
    newest = source.narrow(newest, user, place=place, tag=tag or "")
    return newest.order_by("-at")[:MOST_WEIGHED]


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
    found = found.annotate(rank=SearchRank(F("words"), query(words)))
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
