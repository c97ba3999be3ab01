"""Copies of courses, modules and activities: the same words, rows of their own.

What people did stays with what they did it in: a copy has no learner yet.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import Refused, require
from courses.actions import making, outline
from courses.actions.kinds import COPIERS
from courses.models import Activity, Course, Module
from courses.permissions import can_edit, can_make_course


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
    for module in course.modules.order_by("position"):
        _copy_steps(module, outline.add_module(course=twin, title=module.title))
    return twin


@transaction.atomic
def duplicate_module(*, author: User, module: Module) -> Module:
    """A new last module of the same course. Its activities are drafts."""
    require(can_edit(author, module.course))
    title = _copy_of(module.title, 120)
    twin = outline.add_module(course=module.course, title=title)
    _copy_steps(module, twin, status=Activity.Status.DRAFT)
    return twin


@transaction.atomic
def duplicate_activity(*, author: User, activity: Activity) -> Activity:
    """A new last activity of the same module, as a draft."""
    require(can_edit(author, activity.module.course))
    if activity.kind not in COPIERS:
        raise Refused(_("Kegiatan jenis ini dibuat di halamannya sendiri."))
    return _copy_step(
        activity,
        activity.module,
        title=_copy_of(activity.title, 160),
        status=Activity.Status.DRAFT,
    )


def _copy_steps(module: Module, into: Module, status: str | None = None) -> None:
    """A kind that is not copied, such as a webinar on its day, is left out."""
    for activity in module.activities.order_by("position"):
        if activity.kind in COPIERS:
            _copy_step(activity, into, status=status or activity.status)


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
