"""The board as a table for a spreadsheet: the lines that are shown, every activity."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, tzinfo
from itertools import islice

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _

from common.sheets import Cell
from courses.models import Completion, Enrollment, State
from courses.summaries.board import Board, Row, rows
from courses.summaries.lines import Line

CHUNK = 2_000


def sheet(of: Board, shown: Iterable[Line]) -> Iterator[list[Cell]]:
    """A header, then one row for each line; read in chunks while it is sent."""
    activities = [activity.pk for activity in of.activities]
    yield [*_header(), *(activity.title for activity in of.activities)]
    ahead = iter(shown)
    earned = _earned(of, activities)
    labels = {state: str(state.label) for state in State}
    zone = timezone.get_current_timezone()
    while chunk := list(islice(ahead, CHUNK)):
        for row in rows(of, chunk, greet=False):
            days = earned[row.line.learner]
            yield [*_about(of, row, labels, zone), *map(days.get, activities)]


def _header() -> list[str]:
    return [
        _("Peserta"),
        _("Organisasi"),
        _("Kabupaten/kota"),
        _("Provinsi"),
        _("Mentor"),
        _("Selesai"),
        _("Dari"),
        _("Hadir webinar"),
        _("Keadaan"),
        _("Hari tertinggal"),
        _("Berikutnya"),
        _("Terakhir aktif"),
    ]


def _about(of: Board, row: Row, labels: dict[State, str], zone: tzinfo) -> list[Cell]:
    line = row.line
    active_at = line.last_active_at
    return [
        line.name,
        line.organization_name,
        line.regency_name,
        line.province_name,
        line.mentor_name,
        len(line.done),
        of.required,
        row.attended,
        labels[line.state],
        line.late_days if line.state == State.BEHIND else None,
        row.step.title if row.step else "",
        active_at.astimezone(zone).date() if active_at else None,
    ]


def _earned(of: Board, activities: list[int]) -> dict[int, dict[int, date]]:
    """On which day each of the cohort's people did each of these activities."""
    people = Enrollment.objects.active().filter(cohort=of.cohort).values("learner")
    found = Completion.objects.filter(learner__in=people, activity__in=activities)
    # One row for each person: of two thousand, eighty thousand would be read.
    gathered = (
        found.order_by()
        .values("learner")
        .annotate(
            activities=ArrayAgg("activity"), days=ArrayAgg(TruncDate("earned_at"))
        )
    )
    known: dict[int, dict[int, date]] = defaultdict(dict)
    for learner, done, days in gathered.values_list("learner", "activities", "days"):
        known[learner] = dict(zip(done, days, strict=True))
    return known
