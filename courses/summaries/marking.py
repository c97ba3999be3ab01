"""What waits for somebody's judgement: essays and assignments that were handed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Min, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from common.prepared import prepared
from common.templatetags.lokadaya import at
from common.waiting import Waiting
from courses.models import Answer, Attempt, Course, Submission

ESSAYS, WORKS = "essays", "works"


@dataclass(frozen=True)
class Pile:
    """So many of one kind, the first of them waiting since then."""

    kind: str
    count: int
    since: datetime

    @property
    def title(self) -> str:
        if self.kind == ESSAYS:
            said = ngettext(
                "%(count)d esai menunggu nilai",
                "%(count)d esai menunggu nilai",
                self.count,
            )
        else:
            said = ngettext(
                "%(count)d tugas menunggu telaah",
                "%(count)d tugas menunggu telaah",
                self.count,
            )
        return said % {"count": self.count}

    @property
    def url(self) -> str:
        is_essay = self.kind == ESSAYS
        return reverse("courses:essays" if is_essay else "courses:submissions")


def piles(user: User) -> list[Pile]:
    """Everything the person is to judge, counted in one query."""
    return _piled(_counted(user))


def piles_in(course: Course, user: User) -> list[Pile]:
    """The same in one course, for its cohorts' pages."""
    return _piled(_counted_in(course, user))


def marking_waits_for(user: User) -> list[Waiting]:
    return [
        Waiting(
            icon="write" if pile.kind == ESSAYS else "file",
            title=pile.title,
            text=_since(pile),
            url=pile.url,
            urgency=1,
        )
        for pile in piles(user)
    ]


def _piled(rows: Iterable[tuple[str, int, datetime]]) -> list[Pile]:
    return [Pile(*row) for row in rows if row[1]]


def _since(pile: Pile) -> str:
    return _("Yang pertama menunggu sejak %(time)s.") % {"time": at(pile.since)}


@prepared
def _counted(user: User) -> QuerySet[Any, Any]:
    return _count(WORKS, _works(user), "handed_in_at").union(
        _count(ESSAYS, _essays(user), "attempt__submitted_at"), all=True
    )


@prepared
def _counted_in(course: Course, user: User) -> QuerySet[Any, Any]:
    works = _works(user).filter(assignment__activity__module__course=course)
    essays = _essays(user).filter(attempt__quiz__activity__module__course=course)
    return _count(WORKS, works, "handed_in_at").union(
        _count(ESSAYS, essays, "attempt__submitted_at"), all=True
    )


def _works(user: User) -> QuerySet[Submission]:
    return Submission.objects.waiting_for_mentors().reviewed_by(user)


def _essays(user: User) -> QuerySet[Answer]:
    graded = Attempt.objects.graded_by(user).exclude(learner=user)
    return Answer.objects.ungraded().filter(attempt__in=graded)


def _count(kind: str, rows: QuerySet[Any], moment: str) -> QuerySet[Any, Any]:
    """One line of kind, number and first moment."""
    lines: QuerySet[Any, Any] = (
        rows.order_by()
        .values(kind=Value(kind))
        .annotate(count=Count("pk"), since=Min(F(moment)))
        .values_list("kind", "count", "since")
    )
    return lines
