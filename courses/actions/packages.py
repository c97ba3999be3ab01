"""Packages with a whole course: opened, looked through, unpacked."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from common import archives
from common.archives import Archive, Unsafe
from common.markup import Malformed
from courses.actions import unpacking
from courses.actions.bringing import Entry
from courses.exchange import Unreadable, cartridge, moodle
from courses.exchange.parcels import Parcel
from courses.models import Course, Intake

# What a package itself is to blame for, in words for whoever brought it.
REFUSED = (Unreadable, Unsafe, Malformed)


def foreseen(intake: Intake) -> list[Entry]:
    """What would come of everything in it; or one of `REFUSED`."""
    with _opened(intake) as (_archive, parcel):
        return unpacking.foreseen(parcel)


def course(intake: Intake) -> list[Entry]:
    """A new draft course of it, as `intake.course`."""
    author, number = intake.brought_by, intake.course_number
    assert author is not None
    assert number is not None
    with _opened(intake) as (archive, parcel):
        intake.course, report = unpacking.unpack(
            author=author,
            archive=archive,
            parcel=parcel,
            number=number,
            tell=intake.tell_progress,
        )
    return report


def forget_files(intake: Intake) -> None:
    """Those of a course that did not come to be."""
    number = intake.course_number
    if number is not None and not Course.objects.filter(pk=number).exists():
        unpacking.forget_files(number)


@contextmanager
def _opened(intake: Intake) -> Iterator[tuple[Archive, Parcel]]:
    if intake.upload is None:
        raise Unreadable(_("Berkasnya sudah tidak ada. Unggah lagi."))
    with intake.upload.open() as file, archives.opened(file) as archive:
        archive.unwrap(moodle.LIST, cartridge.NAME)
        yield archive, _parcel(archive)


def _parcel(archive: Archive) -> Parcel:
    """Whichever it is, by what stands in it."""
    if moodle.is_backup(archive):
        return moodle.Backup(archive)
    if cartridge.is_cartridge(archive):
        return cartridge.Cartridge(archive)
    raise Unreadable(_("Di dalamnya tidak ada kelas yang kami kenal."))
