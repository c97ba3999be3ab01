"""Conditions that open an activity, set by its author; a circle of them is refused."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import Refused, require
from courses.actions import outline
from courses.models import Activity, Cohort, Condition, Course
from courses.permissions import can_edit
from courses.summaries.waits import Waits, kept_from_some


@transaction.atomic
def set_condition(
    *,
    author: User,
    activity: Activity,
    kind: str,
    opens_on: date | None = None,
    other: Activity | None = None,
    score: int | None = None,
    cohort: Cohort | None = None,
) -> Condition:
    """Add a condition, or change the one of this kind on the same thing.

    The course row is locked: two conditions made at once could each be fine, and a
    circle together.
    """
    course = activity.module.course
    require(can_edit(author, course))
    outline.locked(course)
    if activity.kind == Activity.Kind.WEBINAR:
        raise Refused(_("Webinar terbuka bagi semua; ia tidak punya syarat."))
    if kind == Condition.Kind.COHORT:
        _require_optional(activity)
    if other is not None:
        _require_no_circle(course, activity, other)
    _require_way_for_all(course, activity, other, is_narrow=cohort is not None)
    condition, _created = Condition.objects.update_or_create(
        activity=activity,
        kind=kind,
        other=other,
        cohort=cohort,
        defaults={"opens_on": opens_on, "score": score},
    )
    return condition


@transaction.atomic
def remove_condition(*, author: User, condition: Condition) -> None:
    require(can_edit(author, condition.activity.module.course))
    condition.delete()


def _require_optional(activity: Activity) -> None:
    """Of a required step, the other cohorts could never pass the course."""
    if Activity.objects.filter(pk=activity.pk, is_required=True).exists():
        raise Refused(
            _(
                "Kegiatan ini wajib: kalau dibuka bagi satu angkatan saja, peserta"
                " angkatan lain tak bisa lulus. Jadikan tidak wajib dulu, lalu"
                " tambahkan syarat ini."
            )
        )


def _require_way_for_all(
    course: Course, activity: Activity, other: Activity | None, *, is_narrow: bool
) -> None:
    """Nothing required may wait, however far away, for what some cohorts never open."""
    waits = Waits(course)
    required = Activity.objects.filter(pk__in=waits.after(activity), is_required=True)
    step = required.first()
    narrow = activity if is_narrow else None
    if other is not None:
        narrow = kept_from_some(waits.before(other))
    if step is not None and narrow is not None:
        raise Refused(
            _(
                "“%(step)s” wajib, dan akan menunggu “%(narrow)s” yang terbuka bagi"
                " sebagian angkatan saja: peserta angkatan lain tak bisa lulus. Jadikan"
                " “%(step)s” tidak wajib dulu, atau pilih syarat lain."
            )
            % {"step": step.title, "narrow": narrow.title}
        )


def _require_no_circle(course: Course, activity: Activity, other: Activity) -> None:
    """Whoever follows what `other` waits for must never come to `activity`."""
    waits: dict[int, list[Activity]] = {}
    conditions = Condition.objects.in_course(course).exclude(other=None)
    for condition in conditions.select_related("other"):
        if condition.other is not None:
            waits.setdefault(condition.activity_id, []).append(condition.other)
    circle = _way([other], activity, waits, set())
    if circle:
        names = [f"“{step.title}”" for step in (activity, *circle)]
        raise Refused(
            _("Syarat ini membuat lingkaran yang tak pernah terbuka: %(way)s.")
            % {"way": " ← ".join(names)}
        )


def _way(
    so_far: list[Activity],
    goal: Activity,
    waits: dict[int, list[Activity]],
    seen: set[int],
) -> list[Activity]:
    """How one comes from the last of `so_far` to `goal`; empty if one never does."""
    here = so_far[-1]
    if here.pk == goal.pk:
        return so_far
    seen.add(here.pk)
    ahead = (step for step in waits.get(here.pk, []) if step.pk not in seen)
    ways = (_way([*so_far, step], goal, waits, seen) for step in ahead)
    return next((way for way in ways if way), [])
