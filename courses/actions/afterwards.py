"""After a webinar: what stays on its page, and who watched the recording."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import require
from common.uploads import actions as uploads
from common.uploads.models import Upload
from courses.intervals import merged
from courses.models import Viewing, Webinar
from courses.permissions import can_keep_afterwards, can_watch
from notices.actions import telling
from notices.readers import as_read_by


@transaction.atomic
def keep(
    *,
    host: User,
    webinar: Webinar,
    recap: str,
    recording: str,
    recording_megabytes: int | None,
    slides: str,
    recording_file: Upload | None = None,
    slides_file: Upload | None = None,
    drop_recording_file: bool = False,
    drop_slides_file: bool = False,
) -> Webinar:
    """Put summary, recording and slides on the page; tell those with a seat once.

    A new file takes the place of the one that lay there; without one it stays, unless
    it is dropped.
    """
    webinar = Webinar.objects.select_for_update().get(pk=webinar.pk)
    require(can_keep_afterwards(host, webinar))
    webinar.recap, webinar.recording, webinar.slides = recap, recording, slides
    webinar.recording_megabytes = recording_megabytes
    webinar.recording_file = _exchanged(
        webinar.recording_file, recording_file, drop_recording_file
    )
    webinar.slides_file = _exchanged(webinar.slides_file, slides_file, drop_slides_file)
    webinar.save()
    if webinar.has_something_after:
        _tell(webinar)
    return webinar


def _exchanged(old: Upload | None, new: Upload | None, drop: bool) -> Upload | None:
    if new is None and not drop:
        return old
    if old is not None:
        uploads.release(upload=old)
    return uploads.keep(upload=new) if new is not None else None


@transaction.atomic
def open_recording(*, person: User, webinar: Webinar) -> str:
    """The address of the recording. That it was opened is kept, and is no watching."""
    require(can_watch(person, webinar))
    Viewing.objects.get_or_create(webinar=webinar, person=person)
    return webinar.recording_url


@transaction.atomic
def watch(*, person: User, webinar: Webinar, ranges: list[tuple[int, int]]) -> int:
    """Add what was played, in seconds of the recording; how many are known in all.

    Watched again, a second counts once. It never becomes attendance.
    """
    require(can_watch(person, webinar))
    Viewing.objects.get_or_create(webinar=webinar, person=person)
    viewing = Viewing.objects.select_for_update().get(webinar=webinar, person=person)
    known = [(start, end) for start, end in viewing.ranges]
    viewing.ranges = merged([*known, *ranges])
    viewing.seconds = sum(end - start for start, end in viewing.ranges)
    viewing.save(update_fields=["ranges", "seconds"])
    return viewing.seconds


def _tell(webinar: Webinar) -> None:
    seats = webinar.registrations.active().select_related("person").order_by("pk")
    for seat in seats:
        with as_read_by(seat.person):
            telling.tell(
                person=seat.person,
                kind="webinar.afterwards",
                title=_("Bahan webinar sudah ada: %(title)s")
                % {"title": webinar.title},
                text=_(
                    "Rangkuman, rekaman, atau salindianya ada di halaman webinar,"
                    " bersama pertanyaan dan jawabannya."
                ),
                url=webinar.get_absolute_url(),
                key=f"webinar:{webinar.pk}:afterwards",
            )
