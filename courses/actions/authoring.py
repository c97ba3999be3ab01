"""Writing lessons on the site. Every save is cleaned, none overwrites a newer one."""

from math import ceil

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common import richtext
from common.decisions import YES, Decision, Refused, no, require
from courses import furnishing
from courses.actions import outline
from courses.models import Activity, Lesson, Module, Revision
from courses.permissions import can_edit

WORDS_A_MINUTE = 180


class Outdated(Refused):
    """Someone saved the lesson after this edit was begun."""


@transaction.atomic
def write_lesson(
    *,
    author: User,
    module: Module,
    title: str,
    minutes: int | None,
    summary: str,
    body: str,
) -> Lesson:
    """Add a lesson at the end of a module, or raise `Refused`."""
    require(can_edit(author, module.course))
    activity = outline.add_activity(
        module=module, kind=Activity.Kind.LESSON, title=title
    )
    lesson = Lesson(activity=activity)
    _put(lesson, title=title, minutes=minutes, summary=summary, body=body)
    lesson.edited_at, lesson.edited_by = timezone.now(), author
    lesson.save()
    return lesson


@transaction.atomic
def edit_lesson(
    *,
    author: User,
    lesson: Lesson,
    version: int,
    title: str,
    minutes: int | None,
    summary: str,
    body: str,
) -> Lesson:
    """Save an edit that was begun from `version`, or raise `Refused` or `Outdated`.

    The lesson row is locked: of two people who save at once, one is told. The text
    that was there is kept as a revision.
    """
    lesson = _locked(author, lesson)
    if lesson.version != version:
        raise Outdated(
            _("Pelajaran ini sudah disimpan orang lain sejak Anda mulai menyunting.")
        )
    keep_revision(lesson)
    _put(lesson, title=title, minutes=minutes, summary=summary, body=body)
    lesson.edited_at, lesson.edited_by = timezone.now(), author
    lesson.save()
    return lesson


@transaction.atomic
def restore_lesson(*, author: User, revision: Revision) -> Lesson:
    """Make an older text the newest. What it replaces becomes a revision too."""
    lesson = _locked(author, revision.lesson)
    return edit_lesson(
        author=author,
        lesson=lesson,
        version=lesson.version,
        title=revision.title,
        minutes=revision.minutes,
        summary=revision.summary,
        body=revision.body,
    )


def keep_revision(lesson: Lesson) -> None:
    """Keep the text as it stands, and count on: the caller writes the next."""
    Revision.objects.get_or_create(
        lesson=lesson,
        version=lesson.version,
        defaults={
            "title": lesson.activity.title,
            "minutes": lesson.activity.minutes,
            "summary": lesson.summary,
            "body": lesson.body,
            "saved_at": lesson.edited_at or lesson.activity.created_at,
            "saved_by": lesson.edited_by,
        },
    )
    lesson.version += 1


def estimated_minutes(body: str) -> int:
    """How long reading takes, at an unhurried pace, rounded up."""
    return max(1, ceil(len(richtext.plain(body).split()) / WORDS_A_MINUTE))


def _locked(author: User, lesson: Lesson) -> Lesson:
    lesson = Lesson.objects.select_for_update().get(pk=lesson.pk)
    activity = Activity.objects.select_related("module__course").get(lesson=lesson)
    require(can_edit(author, activity.module.course))
    lesson.activity = activity
    return lesson


def _put(
    lesson: Lesson, *, title: str, minutes: int | None, summary: str, body: str
) -> None:
    """Write the text into lesson and activity, clean and weighed."""
    lesson.summary, lesson.body = summary, richtext.clean(body)
    lesson.media_size = furnishing.weigh(lesson.body)
    activity = lesson.activity
    activity.title = title
    activity.minutes = minutes or estimated_minutes(lesson.body)
    activity.save(update_fields=["title", "minutes"])


def make_empty(activity: Activity) -> None:
    """The lesson of a new activity, still unwritten."""
    Lesson.objects.create(activity=activity)


def write_first(*, author: User, activity: Activity, body: str) -> Lesson:
    """The text of a new activity that came from elsewhere. The caller asked who may."""
    lesson = Lesson(activity=activity, edited_at=timezone.now(), edited_by=author)
    _put(lesson, title=activity.title, minutes=None, summary="", body=body)
    lesson.save()
    return lesson


def copy(source: Activity, into: Activity) -> None:
    """The same text, as the first version of a lesson of its own."""
    lesson = source.lesson
    Lesson.objects.create(
        activity=into,
        summary=lesson.summary,
        body=lesson.body,
        media_size=lesson.media_size,
    )


def is_ready(activity: Activity) -> Decision:
    if richtext.plain(activity.lesson.body) or "<img" in activity.lesson.body:
        return YES
    return no(_("Tulis dulu isi pelajaran ini."))
