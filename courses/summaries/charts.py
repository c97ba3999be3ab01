"""A cohort in two pictures: how far its people came, and how it went week by week."""

from collections import Counter
from datetime import date, timedelta

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.charts import Bars, Line, bars, line
from courses.models import Completion, State
from courses.summaries.board import Board

WEEK = timedelta(days=7)


def funnel(of: Board) -> Bars:
    """Enrolled, began, finished each module, finished the course."""
    rows = [
        (_("Mendaftar"), len(of.lines)),
        (_("Mulai belajar"), sum(bool(one.done) for one in of.lines)),
    ]
    rows += _modules(of)
    finished = sum(one.state == State.FINISHED for one in of.lines)
    rows.append((_("Tuntas"), finished))
    return bars(title=_("Tahap"), column=_("Orang"), rows=_with_lost(rows), is_way=True)


def weeks(of: Board) -> Line:
    """How many activities were done in each week of the cohort until today."""
    counted = _done_by_week(of)
    first, today = of.cohort.starts_on, min(of.pace.today, of.cohort.ends_on)
    rows, day = [], first
    while day <= today:
        rows.append((date_format(day, "j M"), counted[day]))
        day += WEEK
    return line(
        title=_("Kegiatan yang selesai tiap pekan"),
        head=_("Pekan mulai"),
        column=_("Kegiatan selesai"),
        rows=rows,
    )


def _modules(of: Board) -> list[tuple[str, int]]:
    """Who has done all that is required of a module."""
    required = set(of.pace.required)
    modules: dict[int, set[int]] = {}
    for activity in of.activities:
        if activity.pk in required:
            modules.setdefault(activity.module_id, set()).add(activity.pk)
    done = [set(one.done) for one in of.lines]
    return [
        (_("Modul %(number)d") % {"number": number}, sum(steps <= d for d in done))
        for number, steps in enumerate(modules.values(), start=1)
    ]


def _with_lost(rows: list[tuple[str, int]]) -> list[tuple[str, int, str]]:
    """Each with how many fewer they are than on the step before."""
    told = []
    before = rows[0][1]
    for label, value in rows:
        lost = before - value
        note = ngettext("%d tertahan", "%d tertahan", lost) % lost if lost > 0 else ""
        told.append((label, value, note))
        before = value
    return told


def _done_by_week(of: Board) -> Counter[date]:
    first = of.cohort.starts_on
    found = Completion.objects.filter(
        learner__in=[one.learner for one in of.lines],
        activity__in=[activity.pk for activity in of.activities],
        earned_at__date__gte=first,
        earned_at__date__lte=of.cohort.ends_on,
    )
    days = found.order_by().values(day=TruncDate("earned_at")).annotate(n=Count("pk"))
    counted: Counter[date] = Counter()
    for day, n in days.values_list("day", "n"):
        counted[first + (day - first) // WEEK * WEEK] += n
    return counted
