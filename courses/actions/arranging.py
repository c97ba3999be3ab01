"""The order of modules and activities, changed by whoever writes the course."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import Refused, require
from courses.actions import outline
from courses.models import Activity, Course, Module
from courses.permissions import can_edit

# Each module's key, with the keys of its activities, all in their order.
Order = Sequence[tuple[int, Sequence[int]]]


@transaction.atomic
def arrange(*, author: User, course: Course, order: Order) -> None:
    """Put everything in the order given, or raise `Refused`.

    The order must name exactly what the course holds: of two people who arrange at
    once, or one who arranges while another adds, the later is told, not obeyed.
    """
    require(can_edit(author, course))
    course = outline.locked(course)
    _require_the_same(_order_of(course), order)
    for position, (module, _activities) in enumerate(order, start=1):
        course.modules.filter(pk=module).update(position=position)
    for module, activities in order:
        for position, activity in enumerate(activities, start=1):
            Activity.objects.filter(pk=activity).update(
                module=module, position=position
            )


@transaction.atomic
def shift_activity(*, author: User, activity: Activity, by: int) -> None:
    """One step up or down; over the edge of its module into the next."""
    require(can_edit(author, activity.module.course))
    course = outline.locked(activity.module.course)
    order = _order_of(course)
    here = next(n for n, (_pk, steps) in enumerate(order) if activity.pk in steps)
    steps = order[here][1]
    at = steps.index(activity.pk)
    steps.remove(activity.pk)
    if 0 <= at + by <= len(steps):
        steps.insert(at + by, activity.pk)
    elif 0 <= here + by < len(order):
        there = order[here + by][1]
        there.insert(0 if by > 0 else len(there), activity.pk)
    else:
        raise Refused(_("Kegiatan ini sudah di ujung kelas."))
    arrange(author=author, course=course, order=order)


@transaction.atomic
def shift_module(*, author: User, module: Module, by: int) -> None:
    """One step up or down, with all that is in it."""
    require(can_edit(author, module.course))
    course = outline.locked(module.course)
    order = _order_of(course)
    at = next(n for n, (pk, _steps) in enumerate(order) if pk == module.pk)
    if not 0 <= at + by < len(order):
        raise Refused(_("Modul ini sudah di ujung kelas."))
    order.insert(at + by, order.pop(at))
    arrange(author=author, course=course, order=order)


def _order_of(course: Course) -> list[tuple[int, list[int]]]:
    modules = course.modules.order_by("position").prefetch_related("activities")
    # A module's activities come in the order of their positions.
    return [
        (module.pk, [a.pk for a in sorted(module.activities.all(), key=_position)])
        for module in modules
    ]


def _position(activity: Activity) -> int:
    return activity.position


def _require_the_same(present: Order, wanted: Order) -> None:
    modules = sorted(module for module, _steps in present)
    steps = sorted(pk for _module, steps in present for pk in steps)
    if modules != sorted(module for module, _steps in wanted) or steps != sorted(
        pk for _module, steps in wanted for pk in steps
    ):
        raise Refused(
            _("Susunan kelas ini baru saja diubah orang lain. Inilah yang terbaru.")
        )
