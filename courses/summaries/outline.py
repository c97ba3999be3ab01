"""A course as its reader walks it: modules, steps, ticks, and what comes next."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from accounts.models import User
from common.decisions import Decision
from common.prepared import prepared
from courses.models import Activity, Course, Module, Standing
from courses.models.activity import ActivityQuerySet

Rule = Callable[[Standing, Activity], Decision]
# Of which cohorts webinars are shown; of all, where nothing is said.
Cohorts = tuple[int, ...] | None


@dataclass(frozen=True)
class Step:
    """One activity, as this reader finds it."""

    activity: Activity
    decision: Decision
    is_now: bool

    @property
    def is_done(self) -> bool:
        return self.activity.done_at is not None


@dataclass(frozen=True)
class Part:
    """One module with its steps."""

    module: Module
    number: int
    steps: list[Step]

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def has_now(self) -> bool:
        return any(step.is_now for step in self.steps)


@dataclass(frozen=True)
class Outline:
    course: Course
    parts: list[Part]

    @property
    def steps(self) -> Iterator[Step]:
        for part in self.parts:
            yield from part.steps

    @property
    def done(self) -> int:
        return sum(s.is_done for s in self.steps if s.activity.must_be_done)

    @property
    def total(self) -> int:
        return sum(s.activity.must_be_done for s in self.steps)

    @property
    def now(self) -> Step | None:
        return next((step for step in self.steps if step.is_now), None)

    @property
    def now_part(self) -> Part | None:
        return next((part for part in self.parts if part.has_now), None)

    def step_of(self, activity: int) -> Step | None:
        return next((s for s in self.steps if s.activity.pk == activity), None)

    def part_of(self, activity: Activity) -> Part:
        return next(p for p in self.parts if p.module.pk == activity.module_id)

    def before(self, activity: Activity) -> Step | None:
        pairs = pairwise(self.steps)
        return next((a for a, b in pairs if b.activity.pk == activity.pk), None)

    def after(self, activity: Activity) -> Step | None:
        pairs = pairwise(self.steps)
        return next((b for a, b in pairs if a.activity.pk == activity.pk), None)


def outline(standing: Standing, ask: Rule) -> Outline:
    """The whole course in one query; `ask` says which steps this reader may open."""
    seat = standing.enrollment
    cohort = seat.cohort_id if seat else None
    cohorts, drafts = _cohorts_of(standing), standing.sees_drafts
    shown = _with_progress(standing.course, drafts, cohorts, standing.user, cohort)
    return _as_outline(standing, ask, shown)


def brief_outline(standing: Standing, ask: Rule) -> Outline:
    """The same for the pages of single steps: names and ticks alone."""
    cohorts, drafts = _cohorts_of(standing), standing.sees_drafts
    shown = _with_ticks(standing.course, drafts, cohorts, standing.user)
    return _as_outline(standing, ask, shown)


@prepared
def _with_progress(
    course: Course,
    drafts: bool,
    cohorts: Cohorts,
    user: User | AnonymousUser,
    cohort: int | None,
) -> QuerySet[Activity]:
    return _shown(course, drafts, cohorts).with_progress_of(user, cohort)


@prepared
def _with_ticks(
    course: Course, drafts: bool, cohorts: Cohorts, user: User | AnonymousUser
) -> QuerySet[Activity]:
    return _shown(course, drafts, cohorts).select_related("module").with_done_by(user)


def _cohorts_of(standing: Standing) -> Cohorts:
    if standing.sees_drafts or standing.guides:
        return None
    return tuple(seat.cohort_id for seat in standing.enrollments)


def _shown(course: Course, drafts: bool, cohorts: Cohorts) -> ActivityQuerySet:
    """Drafts are shown to those who write them; the webinars of a cohort to those who
    learn in it or guide the course.
    """
    activities = Activity.objects.of_course(course)
    shown = activities if drafts else activities.published()
    return shown if cohorts is None else shown.open_to(cohorts)


def _as_outline(standing: Standing, ask: Rule, activities: list[Activity]) -> Outline:
    asked = [(activity, ask(standing, activity)) for activity in activities]
    now = _now(asked) if standing.is_learning else None
    parts = []
    for number, (_pk, found) in enumerate(
        groupby(asked, key=lambda pair: pair[0].module_id), start=1
    ):
        steps = [Step(a, decision, is_now=a is now) for a, decision in found]
        module = steps[0].activity.module
        # One course object for all: addresses of steps need no query of their own.
        module.course = standing.course
        for step in steps:
            step.activity.module = module
        parts.append(Part(module, number, steps))
    return Outline(standing.course, parts)


def _now(asked: list[tuple[Activity, Decision]]) -> Activity | None:
    """The first required step that is not done and may be opened, or else the first."""
    left = [(a, d) for a, d in asked if a.must_be_done and a.done_at is None]
    return next((a for a, d in left if d), left[0][0] if left else None)
