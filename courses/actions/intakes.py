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
from common.commits import once_committed
from common.decisions import Decision, Refused, require
from common.files import IMSCC, Family
from common.uploads import actions as uploads
from common.uploads.models import Upload
from courses import tasks
from courses.actions import bringing, packages, unpacking
from courses.actions.bringing import Entry
from courses.exchange import Unreadable, read, recognized
from courses.models import Category, Course, Intake
from courses.models.intake import MOST_TRIES, WORKING
from courses.permissions import can_make_course, can_write_bank
from notices.actions import telling

logger = logging.getLogger(__name__)

# How each form comes in. Whoever brings in knows `intake.report` and tells how far.
BRINGERS: dict[str, Callable[[Intake], list[Entry]]] = {
    Intake.Form.GIFT: bringing.questions,
    Intake.Form.AIKEN: bringing.questions,
    Intake.Form.MOODLE: bringing.questions,
    Intake.Form.BACKUP: packages.course,
    Intake.Form.CARTRIDGE: packages.course,
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
def receive(*, author: User, upload: Upload) -> Intake:
    """Take a package with a whole course; what is in it is read by a job."""
    require(can_make_course(author))
    if upload.owner_id != author.pk or upload.family != Family.PACKAGE:
        raise Refused(_("Berkas ini bukan paket kelas."))
    intake = Intake.objects.create(
        form=_form_of(upload),
        name=upload.shown_name[-120:],
        size=upload.size,
        upload=uploads.keep(upload=upload),
        state=Intake.State.ARRIVED,
        brought_by=author,
    )
    once_committed(tasks.hurry, "bring_in")
    return intake


@transaction.atomic
def begin(*, author: User, intake: Intake) -> Intake:
    """Have it brought in; begun twice it comes in once."""
    # Whoever holds the row is at work on it: it has begun.
    free = Intake.objects.select_for_update(of=("self",), skip_locked=True)
    found = free.filter(pk=intake.pk).first()
    if found is None:
        return intake
    require(_may_bring(author, found))
    if found.state in (Intake.State.CHECKED, Intake.State.FAILED) and found.has_file:
        # One that failed before it was read through is read first.
        found.state = Intake.State.WAITING if found.report else Intake.State.ARRIVED
        found.claimed_at, found.tries = None, 0
        found.save(update_fields=["state", "claimed_at", "tries"])
        found.tell_progress(0)
        once_committed(tasks.hurry, "bring_in")
    return found


def bring_waiting() -> int:
    """Bring in every file that waits; how many came in. One that fails says so.

    After a whole course the rest is left to the next run, for each may take long.
    """
    brought = 0
    while (intake := _claim()) is not None:
        try:
            _work(intake)
        except Exception as trouble:
            _give_up(intake, trouble)
        else:
            brought += 1
        if intake.is_course:
            once_committed(tasks.hurry, "bring_in")
            break
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
        intake.claimed_at, intake.tries = timezone.now(), intake.tries + 1
        if intake.is_course and intake.course_number is None:
            intake.course_number = unpacking.next_number()
        intake.save(update_fields=["claimed_at", "tries", "course_number"])
    return intake


def _work(intake: Intake) -> None:
    if intake.tries > MOST_TRIES:
        raise RuntimeError("a worker died over this file each time")
    with transaction.atomic():
        # Held until the end: as long as it is, nobody else takes the intake.
        locked = Intake.objects.select_for_update(of=("self",)).get(pk=intake.pk)
        if not locked.is_working:
            return
        # A worker may have been killed over it, and its rows with it, not its files.
        packages.forget_files(locked)
        author = locked.brought_by
        require(_may_bring(author or AnonymousUser(), locked))
        language = author.language if author else ""
        with translation.override(language or settings.LANGUAGE_CODE):
            if locked.state == Intake.State.ARRIVED:
                _look(locked)
            else:
                _bring(locked)


def _look(intake: Intake) -> None:
    """Say what would come of it, which `begin` then asks for."""
    intake.report = packages.foreseen(intake)
    intake.state, intake.claimed_at = Intake.State.CHECKED, None
    intake.save(update_fields=["report", "state", "claimed_at"])


def _bring(intake: Intake) -> None:
    """All of it, or nothing: the rows and the word that they are there."""
    intake.report = BRINGERS[intake.form](intake)
    intake.state, intake.done_at = Intake.State.DONE, timezone.now()
    _drop_file(intake)
    intake.save(
        update_fields=["report", "state", "done_at", "file", "upload", "course"]
    )
    if intake.is_course and intake.brought_by is not None:
        telling.tell(
            person=intake.brought_by,
            kind="courses.brought",
            title=_("“%(course)s” sudah ada di sini") % {"course": intake.course},
            text=_("Kelas yang Anda bawa masih draf. Baca dulu laporannya."),
            url=intake.get_absolute_url(),
            key=f"courses.intake:{intake.key}",
            email=False,
        )


@transaction.atomic
def _give_up(intake: Intake, trouble: Exception) -> None:
    """What a file is to blame for is said; anything else is ours, and may be tried.

    Unless another worker has taken it up in the meantime: then it is theirs.
    """
    working = Intake.objects.filter(pk=intake.pk, state__in=WORKING)
    locked = working.select_for_update(of=("self",), skip_locked=True).first()
    if locked is None:
        return
    packages.forget_files(locked)
    if isinstance(trouble, packages.REFUSED):
        locked.state, locked.refusal = Intake.State.REFUSED, str(trouble)[:300]
        _drop_file(locked)
    else:
        logger.error("intake %s could not be brought in", locked.pk, exc_info=trouble)
        locked.state = Intake.State.FAILED
    locked.save(update_fields=["state", "refusal", "file", "upload"])


def _form_of(upload: Upload) -> Intake.Form:
    is_cartridge = upload.suffix == IMSCC.suffix
    return Intake.Form.CARTRIDGE if is_cartridge else Intake.Form.BACKUP


def _may_bring(author: User | AnonymousUser, intake: Intake) -> Decision:
    if intake.is_course:
        return can_make_course(author)
    return can_write_bank(author, intake.course)


def _drop_file(intake: Intake) -> None:
    if intake.upload is not None:
        uploads.release(upload=intake.upload)
        intake.upload = None
    if intake.file:
        storage, name = intake.file.storage, str(intake.file.name)
        transaction.on_commit(partial(storage.delete, name))
        intake.file = ""
