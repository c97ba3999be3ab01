"""A course's library of media: what authors put in, and may take out again."""

import hashlib
import uuid
from datetime import datetime, timedelta
from functools import partial
from typing import IO

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from common import files, pictures
from common.decisions import Refused, require
from common.files import Family
from courses.models import Activity, Course, Media, QuestionVersion, Revision
from courses.models.media import folder_of, public_files
from courses.permissions import can_edit

CHUNK = 256 * 1024
STRAY = timedelta(days=1)
ACCEPTED = (
    *(Family.PICTURE, Family.AUDIO, Family.VIDEO),
    *(Family.PDF, Family.DOCUMENT),
)


@transaction.atomic
def add_file(
    *,
    author: User,
    course: Course,
    file: IO[bytes],
    title: str,
    alt: str = "",
    poster: IO[bytes] | None = None,
) -> Media:
    """Take a file in, as what its content says it is; or raise `ValidationError`."""
    require(can_edit(author, course))
    kind = files.sniff(file, ACCEPTED)
    media = Media(
        course=course,
        family=kind.family,
        title=title,
        alt=alt,
        media_type=kind.media_type,
        uploaded_by=author,
    )
    media.digest = digest_of(file)
    if kind.family == Family.PICTURE:
        media.media_type = files.WEBP.media_type
        _keep_picture(media, file)
    else:
        media.size = file.seek(0, 2)
        file.seek(0)
        media.file.save(f"{media.key}{kind.suffix}", File(file), save=False)
        if poster and kind.family == Family.VIDEO:
            _keep_poster(media, poster)
    media.save()
    return media


@transaction.atomic
def add_address(
    *,
    author: User,
    course: Course,
    address: str,
    title: str,
    poster: IO[bytes] | None = None,
) -> Media:
    """A video that lies elsewhere. Its page is opened there, only when asked for."""
    require(can_edit(author, course))
    media = Media(
        course=course,
        family=Family.VIDEO,
        title=title,
        address=address,
        uploaded_by=author,
    )
    if poster:
        _keep_poster(media, poster)
    media.save()
    return media


class ShownOfOld(Refused):
    """Only texts of old show it: whoever takes it out says that they know."""

    def __init__(self, revisions: list[Revision]) -> None:
        super().__init__(_("Masih dipakai oleh versi lama pelajaran."))
        self.revisions = revisions


@transaction.atomic
def remove(*, author: User, media: Media, knows_of_old: bool = False) -> None:
    """Take it out for good, unless a lesson still shows it.

    Where only texts of old show it, `ShownOfOld` is raised until it is said to be
    known: restored, they would have a gap.
    """
    require(can_edit(author, media.course))
    shown = Activity.objects.filter(lesson__body__contains=str(media.key)).first()
    if shown is not None:
        raise Refused(
            _("Masih dipakai di “%(title)s”. Keluarkan dulu dari sana.")
            % {"title": shown.title}
        )
    asked = QuestionVersion.objects.filter(
        Q(prompt__contains=str(media.key)) | Q(explanation__contains=str(media.key))
    ).first()
    if asked is not None:
        raise Refused(
            _("Masih dipakai di soal “%(text)s”.") % {"text": str(asked)[:80]}
        )
    of_old = Revision.objects.filter(body__contains=str(media.key))
    revisions = list(of_old.select_related("lesson__activity__module__course"))
    if revisions and not knows_of_old:
        raise ShownOfOld(revisions)
    names, storage = media.names, media.file.storage
    media.delete()
    for name in names:
        transaction.on_commit(partial(storage.delete, name))


def forget_strays(now: datetime) -> int:
    """Files that no media names; how many.

    Whoever wrote them was killed before the row. They are a day old by then, so that
    none is taken from under whoever is at work.
    """
    storage = public_files()
    gone = 0
    for course in map(int, _folders(storage)):
        folder = folder_of(course)
        known = {
            name for each in Media.objects.filter(course=course) for name in each.names
        }
        for name in storage.listdir(folder)[1]:
            path = f"{folder}/{name}"
            if path not in known and storage.get_modified_time(path) < now - STRAY:
                storage.delete(path)
                gone += 1
    return gone


def _folders(storage: Storage) -> list[str]:
    try:
        return [name for name in storage.listdir("kelas")[0] if name.isdecimal()]
    except FileNotFoundError:
        return []


def digest_of(file: IO[bytes]) -> str:
    """By what it holds; it is read from its start and left there."""
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _keep_picture(media: Media, file: IO[bytes]) -> None:
    for each in pictures.renditions(file):
        content = ContentFile(each.content)
        media.file.save(f"{media.key}-{each.width}.webp", content, save=False)
        media.widths.append(
            {"width": each.width, "height": each.height, "size": len(each.content)}
        )
    media.size = media.middle["size"]


def _keep_poster(media: Media, poster: IO[bytes]) -> None:
    """One width is enough: a poster is a promise, not the picture."""
    files.sniff(poster, (Family.PICTURE,))
    made = pictures.renditions(poster)
    middle = made[min(1, len(made) - 1)]
    name = f"{uuid.uuid4()}.webp"
    media.poster.save(name, ContentFile(middle.content), save=False)
