"""What an alliance asks of a person, from all its parts, in one question.

An app on top of alliances calls `register` when it is ready, as with `places`. The
home page has few queries to spend: a part more costs it none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import CharField, F, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast
from django.utils import timezone

from accounts.models import User
from common.prepared import prepared
from common.waiting import Waiting

# Of each part.
MOST = 3


class Row(NamedTuple):
    """One thing that is asked: what, of which part, and where it is found."""

    source: str
    title: str
    alliance: str
    slug: str
    key: str
    at: datetime


Rows = QuerySet[Any, Any]


@dataclass(frozen=True)
class Source:
    """`rows` is given to `as_rows`; `shown` says what a row asks of the reader."""

    rows: Callable[[User, datetime], Rows]
    shown: Callable[[Row], Waiting]


_sources: dict[str, Source] = {}


def register(
    name: str,
    rows: Callable[[User, datetime], Rows],
    shown: Callable[[Row], Waiting],
) -> None:
    """Have a part asked. `rows` must be fit to be prepared (common/prepared.py)."""
    if name in _sources:
        raise ValueError(f"{name} is asked already")
    _sources[name] = Source(rows, shown)


def as_rows(
    found: Rows,
    source: str,
    *,
    title: str,
    at: str,
    key: str | Combinable = "pk",
    alliance: str = "alliance",
) -> Rows:
    """The soonest of a queryset whose rows belong to an `alliance`, by its columns."""
    columns = {
        "w_source": Value(source, output_field=CharField()),
        "w_title": Cast(title, TextField()),
        "w_name": F(f"{alliance}__name"),
        "w_slug": F(f"{alliance}__slug"),
        "w_key": Cast(key, TextField()),
        "w_at": F(at),
    }
    soonest = found.annotate(**columns).order_by("w_at", "pk")
    rows: Rows = soonest.values_list(*columns)[:MOST]
    return rows


def asked_of(user: User) -> list[Waiting]:
    """All that is asked, whatever part asks; one query."""
    rows = map(Row._make, _all(user, timezone.now()))
    return [_sources[row.source].shown(row) for row in rows]


@prepared
def _all(user: User, now: datetime) -> Rows:
    first, *others = (source.rows(user, now) for source in _sources.values())
    return first.union(*others, all=True)
