"""Every text that a section has had, and every one that stood beside it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet, Value

from alliances.documents.models import Alternative, Section, SectionRevision

COLUMNS = ("is_beside", "number", "state", "by", "at", "body")


@dataclass(frozen=True)
class Line:
    """One of them: a revision under its number, or an alternative under its key."""

    is_beside: bool
    number: int
    state: str
    by: str | None
    at: datetime
    body: str

    @property
    def label(self) -> str:
        states = Alternative.State if self.is_beside else SectionRevision.How
        return str(states(self.state).label)


def history_of(section: Section) -> QuerySet[Any, dict[str, Any]]:
    """The newest first, as rows of `Line`; one query."""
    had: Any = section.revisions.annotate(
        is_beside=Value(False), state=F("how"), by=F("made_by__name"), at=F("made_at")
    )
    beside: Any = section.alternatives.annotate(
        is_beside=Value(True), number=F("pk"), by=F("author__name"), at=F("written_at")
    )
    both = had.values(*COLUMNS).union(beside.values(*COLUMNS), all=True)
    rows: QuerySet[Any, dict[str, Any]] = both.order_by("-at", "-number")
    return rows
