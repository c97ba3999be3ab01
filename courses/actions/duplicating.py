"""Copies of courses, modules and activities: the same words, rows of their own.

What people did stays with what they did it in: a copy has no learner yet.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import Refused, require
from courses.actions import making, outline
from courses.actions.kinds import COPIERS
from courses.models import Activity, Condition, Course, CourseRule, Module, Webinar
from courses.permissions import can_edit, can_make_course

# The copy of each activity, by the key of what it was copied from.
Twins = dict[int, Activity]


@transaction.atomic
def duplicate_course(*, author: User, course: Course) -> Course:
    """A new draft course of the same content, written by whoever copied it."""
    require(can_edit(author, course))
    require(can_make_course(author))
    title = _copy_of(course.title, 120)
    twin = Course.objects.create(
        slug=making.free_slug(title),
        title=title,
        summary=course.summary,
        description=course.description,
        hours=course.hours,
        capacity=course.capacity,
        position=Course.objects.count() + 1,
    )
    twin.authors.add(author)
    twins: Twins = {}
    for module in course.modules.order_by("position"):
        copied = outline.add_module(course=twin, title=module.title)
        twins |= _copy_steps(module, copied)
    _copy_conditions(twins, keeps_others=False)
    _copy_rule(course, twin, twins)
    return twin


@transaction.atomic
def duplicate_module(*, author: User, module: Module) -> Module:
    """A new last module of the same course. Its activities are drafts."""
    require(can_edit(author, module.course))
    title = _copy_of(module.title, 120)
    twin = outline.add_module(course=module.course, title=title)
    twins = _copy_steps(module, twin, status=Activity.Status.DRAFT)
    _copy_conditions(twins, keeps_others=True)
    return twin


@transaction.atomic
def duplicate_activity(*, author: User, activity: Activity) -> Activity:
    """A new last activity of the same module, as a draft."""
    require(can_edit(author, activity.module.course))
    if not _is_copied(activity):
        raise Refused(_("Kegiatan jenis ini dibuat di halamannya sendiri."))
    return _copy_step(
        activity,
        activity.module,
        title=_copy_of(activity.title, 160),
        status=Activity.Status.DRAFT,
    )


def _copy_steps(module: Module, into: Module, status: str | None = None) -> Twins:
    """What is not copied is left out."""
    return {
        activity.pk: _copy_step(activity, into, status=status or activity.status)
        for activity in module.activities.order_by("position")
        if _is_copied(activity)
    }


def _is_copied(activity: Activity) -> bool:
    """A webinar on its day is not; the plan of one is."""
    dated = Webinar.objects.filter(activity=activity)
    return activity.kind in COPIERS and not dated.exists()


def _copy_conditions(twins: Twins, *, keeps_others: bool) -> None:
    """What a copy waits for is a copy too, or else the same if it stays in the course.

    A condition on a cohort is about people, and stays with them.
    """
    conditions = Condition.objects.filter(activity__in=twins)
    for condition in conditions.exclude(kind=Condition.Kind.COHORT):
        other = condition.other
        if condition.other_id in twins:
            other = twins[condition.other_id]
        elif condition.other_id and not keeps_others:
            continue
        Condition.objects.create(
            activity=twins[condition.activity_id],
            kind=condition.kind,
            opens_on=condition.opens_on,
            other=other,
            score=condition.score,
        )


def _copy_rule(course: Course, twin: Course, twins: Twins) -> None:
    """What is asked and given stays the same; what is applied is the copy's own."""
    rule = CourseRule.of(course)
    CourseRule.objects.create(
        course=twin,
        minimum_average=rule.minimum_average,
        attendance_percent=rule.attendance_percent,
        application_activity=twins.get(rule.application_activity_id or 0),
        gives_completion=rule.gives_completion,
        gives_application=rule.gives_application,
        signatories=rule.signatories,
    )


def _copy_step(
    activity: Activity, into: Module, *, status: str, title: str | None = None
) -> Activity:
    twin = outline.add_activity(
        module=into,
        kind=activity.kind,
        title=title or activity.title,
        minutes=activity.minutes,
        is_required=activity.is_required,
        status=status,
    )
    twin.rule, twin.threshold = activity.rule, activity.threshold
    twin.save(update_fields=["rule", "threshold"])
    COPIERS[activity.kind](activity, twin)
    return twin


def _copy_of(title: str, length: int) -> str:
    return (_("%(title)s (salinan)") % {"title": title[: length - 20]})[:length]
