"""The trainer's gradebook: learners down, graded activities across, by pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Avg, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from common.prepared import prepared
from common.sheets import Cell
from courses.models import Activity, Cohort, Completion, Course, Enrollment, Result
from courses.models.result import ResultQuerySet
from courses.models.rule import GRADED
from courses.summaries.board import ASKED_ONE_BY_ONE, Board
from courses.summaries.grades import average
from courses.summaries.lines import Line, Lines

CHUNK = 500


@dataclass(frozen=True)
class Mark:
    """One learner in one activity."""

    activity: Activity
    score: int | None
    is_done: bool

    @property
    def is_below(self) -> bool:
        """There is a score, and it is not yet enough."""
        return self.score is not None and not self.is_done

    @property
    def cell(self) -> Cell:
        return _("Selesai") if self.score is None and self.is_done else self.score


@dataclass(frozen=True)
class BookRow:
    line: Line
    marks: list[Mark]

    @property
    def average(self) -> int | None:
        return average([m.score for m in self.marks if m.score is not None])


@dataclass(frozen=True)
class Column:
    """A graded activity, and the average of all the cohort's learners in it."""

    activity: Activity
    average: int | None


def columns(of: Board) -> list[Column]:
    graded = _graded(of)
    keys = tuple(activity.pk for activity in graded)
    means = _means(of.cohort, of.cohort.course, of.reader, keys)
    known = {activity: int(mean) for activity, mean in means}
    return [Column(activity, known.get(activity.pk)) for activity in graded]


@prepared
def _means(
    cohort: Cohort, course: Course, reader: User, graded: tuple[int, ...]
) -> QuerySet[Result, tuple[int, float]]:
    found = _results(cohort, course, reader).filter(activity__in=graded).order_by()
    means = found.values("activity").annotate(mean=Avg("value"))
    return means.values_list("activity", "mean")


def book(of: Board, shown: list[Line]) -> list[BookRow]:
    """The rows of these lines, in two queries."""
    graded = _graded(of)
    people = tuple(line.learner for line in shown)
    keys = tuple(activity.pk for activity in graded)
    is_page = len(people) <= ASKED_ONE_BY_ONE
    best = (_best if is_page else _best.build)(people, keys)
    scores = {(learner, activity): score for learner, activity, score in best}
    done = set((_done if is_page else _done.build)(people, keys))
    return [
        BookRow(
            line,
            [
                Mark(
                    activity,
                    scores.get((line.learner, activity.pk)),
                    (line.learner, activity.pk) in done,
                )
                for activity in graded
            ],
        )
        for line in shown
    ]


@prepared
def _best(people: tuple[int, ...], graded: tuple[int, ...]) -> QuerySet[Result, Any]:
    found = Result.objects.graded().filter(learner__in=people, activity__in=graded)
    return found.best_scores_by_learner()


@prepared
def _done(
    people: tuple[int, ...], graded: tuple[int, ...]
) -> QuerySet[Completion, tuple[int, int]]:
    found = Completion.objects.filter(learner__in=people, activity__in=graded)
    return found.values_list("learner", "activity")


def below(of: Board, shown: Lines, limit: int) -> Lines:
    """Those of the lines whose average is under the limit; who has none is not."""
    results = _results(of.cohort, of.cohort.course, of.reader)
    means = results.order_by().values("learner").annotate(mean=Avg("value"))
    return shown.only(Q(learner__in=means.filter(mean__lt=limit).values("learner")))


def book_sheet(of: Board, shown: Lines) -> Iterator[list[Cell]]:
    """The same as a table for a spreadsheet, read in chunks while it is sent.

    Cells stay numbers, to count with: which of them are not enough stands at the end.
    """
    graded = columns(of)
    titles = [column.activity.title for column in graded]
    yield [_("Peserta"), _("Organisasi"), _("Rata-rata"), *titles, _("Belum lulus")]
    ahead = iter(shown)
    while chunk := list(islice(ahead, CHUNK)):
        for row in book(of, chunk):
            cells = [mark.cell for mark in row.marks]
            below_it = "; ".join(m.activity.title for m in row.marks if m.is_below)
            named = [row.line.name, row.line.organization_name, row.average]
            yield [*named, *cells, below_it]
    means = [column.average for column in graded]
    yield [_("Rata-rata angkatan"), None, None, *means, None]


def _graded(of: Board) -> list[Activity]:
    kinds = (Activity.Kind.QUIZ, Activity.Kind.ASSIGNMENT)
    return [a for a in of.activities if a.kind in kinds or a.rule in GRADED]


def _results(cohort: Cohort, course: Course, reader: User) -> ResultQuerySet:
    seats = Enrollment.objects.active().filter(cohort=cohort).followed_by(reader)
    graded = Result.objects.graded_in(course)
    return graded.filter(learner__in=seats.values("learner"))
