"""Adding courses, and steps to a course."""

from django.db import transaction
from django.db.models import Max

from courses.models import Activity, Course, Module, Rule
from courses.models.rule import PASS_SCORE, RULE_OF_KIND
from forum.actions import places


def open_place(course: Course) -> None:
    """Give the course its community of practice in the forum, if it has none yet."""
    places.ensure_place(name=course.place, title=course.title, parent="cop")


def locked(course: Course) -> Course:
    """The course, which nobody else rearranges until the transaction ends."""
    return Course.objects.select_for_update().get(pk=course.pk)


@transaction.atomic
def add_module(*, course: Course, title: str) -> Module:
    """A new last module. The course row is locked: two ends cannot be the same."""
    course = locked(course)
    last = course.modules.aggregate(last=Max("position"))["last"] or 0
    return Module.objects.create(course=course, title=title, position=last + 1)


@transaction.atomic
def add_activity(
    *,
    module: Module,
    kind: str,
    title: str,
    minutes: int = 0,
    is_required: bool | None = None,
    status: str = Activity.Status.PUBLISHED,
) -> Activity:
    """A new last activity of the module, with the rule of its kind.

    Webinars pass, so they are not required.
    """
    module = Module.objects.select_for_update().get(pk=module.pk)
    last = module.activities.aggregate(last=Max("position"))["last"] or 0
    if is_required is None:
        is_required = kind != Activity.Kind.WEBINAR
    return Activity.objects.create(
        module=module,
        kind=kind,
        title=title,
        minutes=minutes,
        position=last + 1,
        is_required=is_required,
        status=status,
        rule=RULE_OF_KIND[kind],
        threshold=PASS_SCORE if RULE_OF_KIND[kind] == Rule.SCORE else None,
    )
