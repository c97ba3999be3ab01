"""Writing lessons on the site. Every save is cleaned, none overwrites a newer one."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common import richtext
from common.decisions import YES, Decision, Refused, no, require
from courses.actions import outline
from courses.models import Activity, Lesson, Module
from courses.permissions import can_edit


class Outdated(Refused):
    """Someone saved the lesson after this edit was begun."""


@transaction.atomic
def write_lesson(
    *, author: User, module: Module, title: str, minutes: int, summary: str, body: str
) -> Lesson:
    """Add a lesson at the end of a module, or raise `Refused`."""
    require(can_edit(author, module.course))
    activity = outline.add_activity(
        module=module, kind=Activity.Kind.LESSON, title=title, minutes=minutes
    )
    return Lesson.objects.create(
        activity=activity,
        summary=summary,
        body=richtext.clean(body),
        edited_at=timezone.now(),
        edited_by=author,
    )


@transaction.atomic
def edit_lesson(
    *,
    author: User,
    lesson: Lesson,
    version: int,
    title: str,
    minutes: int,
    summary: str,
    body: str,
) -> Lesson:
    """Save an edit that was begun from `version`, or raise `Refused` or `Outdated`.

    The lesson row is locked: of two people who save at once, one is told.
    """
    lesson = Lesson.objects.select_for_update().get(pk=lesson.pk)
    activity = Activity.objects.select_related("module__course").get(lesson=lesson)
    require(can_edit(author, activity.module.course))
    if lesson.version != version:
        raise Outdated(
            _("Pelajaran ini sudah disimpan orang lain sejak Anda mulai menyunting.")
        )
    activity.title, activity.minutes = title, minutes
    activity.save(update_fields=["title", "minutes"])
    lesson.summary, lesson.body = summary, richtext.clean(body)
    lesson.version += 1
    lesson.edited_at, lesson.edited_by = timezone.now(), author
    lesson.save()
    return lesson


def make_empty(activity: Activity) -> None:
    """The lesson of a new activity, still unwritten."""
    Lesson.objects.create(activity=activity)


def copy(source: Activity, into: Activity) -> None:
    """The same text, as the first version of a lesson of its own."""
    lesson = source.lesson
    Lesson.objects.create(activity=into, summary=lesson.summary, body=lesson.body)


def is_ready(activity: Activity) -> Decision:
    if richtext.plain(activity.lesson.body) or "<img" in activity.lesson.body:
        return YES
    return no(_("Tulis dulu isi pelajaran ini."))
