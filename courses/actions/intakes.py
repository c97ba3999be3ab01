"""Taking in files from elsewhere: looked through, begun, brought in all at once."""

import logging
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import Refused, require
from courses import tasks
from courses.actions import bringing
from courses.actions.bringing import Entry
from courses.exchange import Unreadable, read, recognized
from courses.models import Category, Course, Intake
from courses.permissions import can_write_bank

logger = logging.getLogger(__name__)

# How each form comes in. Whoever brings in knows `intake.report` and tells how far.
BRINGERS: dict[str, Callable[[Intake], list[Entry]]] = {
    Intake.Form.GIFT: bringing.questions,
    Intake.Form.AIKEN: bringing.questions,
    Intake.Form.MOODLE: bringing.questions,
}


@transaction.atomic
def look_through(
    *,
    author: User,
    course: Course | None,
    name: str,
    content: bytes,
    category: Category | None = None,
) -> Intake:
    """Keep the file and say what would come of it; or `Refused`, when nothing can."""
    require(can_write_bank(author, course))
    if category is not None and category.course_id != (course and course.pk):
        raise Refused(_("Kategori itu ada di bank soal lain."))
    try:
        form = recognized(content)
        found = read(form, content)
    except Unreadable as unreadable:
        raise Refused(str(unreadable)) from unreadable
    intake = Intake(
        course=course,
        category=category,
        form=form,
        name=name[:120],
        size=len(content),
        report=bringing.report(bringing.place_of(course, category, name[:120]), found),
        brought_by=author,
    )
    intake.file.save(str(intake.key), ContentFile(content), save=False)
    intake.save()
    return intake


@transaction.atomic
def begin(*, author: User, intake: Intake) -> Intake:
    """Have it brought in; begun twice it comes in once."""
    intake = Intake.objects.select_for_update(of=("self",)).get(pk=intake.pk)
    require(can_write_bank(author, intake.course))
    if intake.state in (Intake.State.CHECKED, Intake.State.FAILED) and intake.file:
        intake.state, intake.claimed_at = Intake.State.WAITING, None
        intake.save(update_fields=["state", "claimed_at"])
        intake.tell_progress(0)
        transaction.on_commit(partial(tasks.hurry, "bring_in"), robust=True)
    return intake


def bring_waiting() -> int:
    """Bring in every file that waits; how many came in. One that fails says so."""
    brought = 0
    while (intake := _claim()) is not None:
        try:
            _bring(intake)
        except Exception:
            logger.exception("intake %s could not be brought in", intake.pk)
            Intake.objects.filter(pk=intake.pk).update(state=Intake.State.FAILED)
        else:
            brought += 1
    return brought


@transaction.atomic
def forget_files() -> int:
    """Of those that nobody began, or began again after they failed."""
    old = Intake.objects.forgotten(timezone.now()).select_for_update(skip_locked=True)
    intakes = list(old)
    for intake in intakes:
        _drop_file(intake)
        intake.delete()
    return len(intakes)


@transaction.atomic
def _claim() -> Intake | None:
    """Committed before the work begins: of two workers each brings in another."""
    due = Intake.objects.due(timezone.now())
    intake = due.select_for_update(skip_locked=True, of=("self",)).first()
    if intake is not None:
        intake.claimed_at = timezone.now()
        intake.save(update_fields=["claimed_at"])
    return intake


@transaction.atomic
def _bring(intake: Intake) -> None:
    """All of it, or nothing: the rows and the word that they are there."""
    intake = Intake.objects.select_for_update(of=("self",)).get(pk=intake.pk)
    if not intake.is_working:
        return
    author = intake.brought_by
    require(can_write_bank(author or AnonymousUser(), intake.course))
    language = author.language if author else ""
    with translation.override(language or settings.LANGUAGE_CODE):
        intake.report = BRINGERS[intake.form](intake)
    intake.state, intake.done_at = Intake.State.DONE, timezone.now()
    _drop_file(intake)
    intake.save(update_fields=["report", "state", "done_at", "file"])


def _drop_file(intake: Intake) -> None:
    if intake.file:
        storage, name = intake.file.storage, str(intake.file.name)
        transaction.on_commit(partial(storage.delete, name))
        intake.file = ""
