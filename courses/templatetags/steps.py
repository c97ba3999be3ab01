"""Template words for the steps of a course, which are drawn many times on a page."""

from datetime import date
from typing import Any, NamedTuple

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from common.models import JournalEntry
from common.templatetags.lokadaya import ago, at, kept
from courses.models import Activity, Course, Rule, Standing
from courses.models.activity import ICONS
from courses.summaries.board import Row
from courses.summaries.gradebook import BookRow
from courses.summaries.grades import Grade
from courses.summaries.lines import Line
from courses.summaries.outline import Part, Step

register = template.Library()


class StepRow(NamedTuple):
    """All that a step's row on the page of its course depends on."""

    slug: str
    pk: int
    title: str
    is_required: bool
    due_on: date | None
    reason: str
    is_sample: bool
    score: int | None
    is_done: bool
    is_now: bool
    is_open: bool
    kind: str
    minutes: int
    size: int
    questions: int
    starts_at: str
    cohort: str
    is_draft: bool


@register.simple_tag
def tick(step: Step) -> SafeString:
    """Whether the reader has done it, does it next, may open it or not."""
    return kept("courses/_tick.html", **_tick(step))


@register.simple_tag
def about_step(activity: Activity) -> SafeString:
    """What a step is and how long it takes; it was read with `with_progress_of`."""
    return kept("courses/_about_step.html", **_about(activity))


@register.simple_tag
def module_card(part: Part, standing: Standing, *, is_open: bool) -> SafeString:
    """One module on the page of its course, as a reader who stands so finds it."""
    is_guest = not (standing.is_learning or standing.guides or standing.enrollment)
    return kept(
        "courses/_module.html",
        number=part.number,
        title=part.module.title,
        is_open=is_open or part.has_now,
        shows_strand=standing.is_learning or part.done > 0,
        done=part.done,
        marks=tuple(
            "done" if step.is_done else "now" if step.is_now else ""
            for step in part.steps
        ),
        rows=tuple(_step_row(step, standing, is_guest=is_guest) for step in part.steps),
    )


@register.simple_tag
def step_row(row: StepRow) -> SafeString:
    """One step on the page of its course; only asked for when its module changed."""
    return kept("courses/_step.html", **row._asdict())


def _step_row(step: Step, standing: Standing, *, is_guest: bool) -> StepRow:
    activity = step.activity
    is_open = bool(step.decision)
    return StepRow(
        slug=standing.course.slug,
        pk=activity.pk,
        title=activity.title,
        is_required=activity.is_required,
        due_on=None if step.is_done else activity.due_on,
        reason=step.decision.reason if standing.is_learning and not is_open else "",
        is_sample=is_open and is_guest,
        score=activity.best_score,
        **_tick(step),
        **_about(activity),
    )


@register.simple_tag
def grade_row(grade: Grade) -> SafeString:
    """One activity among a learner's grades."""
    activity = grade.activity
    return kept(
        "courses/_grade.html",
        slug=activity.module.course.slug,
        pk=activity.pk,
        title=activity.title,
        module=activity.module.title,
        is_required=activity.is_required,
        rule=activity.rule,
        threshold=activity.threshold,
        earned_at=grade.completion.earned_at if grade.completion else None,
        score=grade.score,
        correction=_correction(grade.correction) if grade.correction else "",
    )


@register.simple_tag
def marks(row: BookRow) -> SafeString:
    """How a learner stands in each graded activity: a table has hundreds of them."""
    cells = (
        kept(
            "courses/_mark.html",
            title=mark.activity.title,
            score=mark.score,
            is_done=mark.is_done,
        )
        for mark in row.marks
    )
    return format_html_join("", "{}", ((cell,) for cell in cells))


@register.simple_tag
def steps_beside(part: Part, here: Activity) -> SafeString:
    """The steps of a module, beside the page of one of them."""
    return kept(
        "courses/_steps_beside.html",
        slug=here.module.course.slug,
        here=here.pk,
        steps=tuple(
            (step.activity.pk, step.activity.title, tick(step)) for step in part.steps
        ),
    )


@register.simple_tag
def way_on(course: Course, before: Step | None, after: Step | None) -> SafeString:
    """To the steps before and after."""
    return kept(
        "courses/_way_on.html",
        slug=course.slug,
        before=_named(before),
        after=_named(after),
    )


@register.filter
def kind_name(kind: str) -> str:
    return str(Activity.Kind(kind).label)


@register.filter
def kind_icon(kind: str) -> str:
    return ICONS[Activity.Kind(kind)]


@register.filter
def rule_name(rule: str) -> str:
    return str(Rule(rule).label)


def _correction(entry: JournalEntry) -> SafeString:
    return render_to_string("courses/_correction.html", {"entry": entry})


def _named(step: Step | None) -> tuple[int, str] | None:
    return (step.activity.pk, step.activity.title) if step else None


def _tick(step: Step) -> dict[str, Any]:
    return {
        "is_done": step.is_done,
        "is_now": step.is_now,
        "is_open": bool(step.decision),
    }


def _about(activity: Activity) -> dict[str, Any]:
    dated = getattr(activity, "webinar", None)
    return {
        "kind": activity.kind,
        "minutes": activity.minutes,
        "size": activity.size,
        "questions": activity.question_count,
        "starts_at": at(dated.starts_at) if dated else "",
        "cohort": activity.cohort_name or "",
        "is_draft": activity.is_draft,
    }


@register.simple_tag
def position(row: Row, required: int) -> SafeString:
    """How far a learner has come: activities that are done, and in which module."""
    done = len(row.line.done)
    values = {"done": done, "total": required, "module": row.module}
    return kept("courses/_position.html", **values)


@register.simple_tag
def pace_state(line: Line) -> SafeString:
    """How a learner stands against the cohort's pace, in days."""
    return kept(
        "courses/_state.html",
        state=line.state.value,
        is_scheduled=line.pace.cohort.is_scheduled,
        late_days=line.late_days,
        days_left=line.due_in_days,
        is_due_soon=line.is_due_soon,
        last_active=ago(line.last_active_at),
    )
