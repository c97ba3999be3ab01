"""Receiving files in pieces: begin, go on, end, keep, forget."""

import hashlib
import io
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from common.bare import bared
from common.decisions import YES, Decision, Refused, no, require
from common.files import LIMITS, ORDINARY, WEBP, Family, sniff
from common.pictures import renditions
from common.uploads import pieces
from common.uploads.models import LIFE, Upload

LARGEST = max(LIMITS.values())
# What one person may have lying about that nothing keeps yet.
LARGEST_UNKEPT = 2 * LARGEST
MOST_UNKEPT = 50


class WrongOffset(Exception):
    """A piece that does not begin where the file ends so far."""


def can_begin(person: Any, size: int) -> Decision:
    """Whether there is room for one more file of this person."""
    unkept = Upload.objects.owned_by(person).unkept()
    total = unkept.aggregate(total=Sum("size"))["total"] or 0
    if unkept.count() >= MOST_UNKEPT or total + size > LARGEST_UNKEPT:
        return no(
            _("Masih banyak berkas Anda yang belum dipakai. Hapus dulu sebagian.")
        )
    return YES


def too_large() -> str:
    largest = {"size": LARGEST // 1_000_000}
    return _("Berkas ini terlalu besar: paling besar %(size)d MB.") % largest


@transaction.atomic
def begin(*, owner: Any, name: str, size: int) -> Upload:
    """Promise room for a file of this size, or raise `Refused`."""
    if size <= 0:
        raise Refused(_("Berkas ini kosong."))
    if size > LARGEST:
        raise Refused(too_large())
    require(can_begin(owner, size))
    return Upload.objects.create(owner=owner, name=name[-200:], size=size)


@transaction.atomic
def receive(*, upload: Upload, offset: int, content: bytes) -> Upload:
    """Add a piece, or raise `WrongOffset`; the last one is answered by `_complete`.

    The row is locked: of two pieces for one place the second is told where to go on.
    """
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if offset != upload.offset or offset + len(content) > upload.size:
        raise WrongOffset
    if content:
        pieces.write(upload, content)
        upload.offset += len(content)
    upload.expires_at = timezone.now() + LIFE
    if upload.offset == upload.size and upload.state == Upload.State.RECEIVING:
        _complete(upload)
    upload.save()
    return upload


def _complete(upload: Upload) -> None:
    """Look what it is; what nobody may send is refused and forgotten."""
    with pieces.joined(upload) as (whole, digest):
        try:
            kind = sniff(whole, tuple(Family))
        except ValidationError as wrong:
            upload.state = Upload.State.REFUSED
            upload.refusal = wrong.messages[0]
            transaction.on_commit(partial(pieces.delete, upload))
            return
        upload.state, upload.digest = Upload.State.COMPLETE, digest
        upload.family, upload.media_type = kind.family, kind.media_type
        upload.suffix = kind.suffix
        pieces.settle(upload, whole)
    transaction.on_commit(partial(pieces.sweep, upload))


@transaction.atomic
def take(
    *, owner: Any, file: File[bytes], allowed: Container[Family] = ORDINARY
) -> Upload:
    """A file that came in an ordinary form, whole; or `ValidationError`."""
    content: IO[bytes] = file.file or file
    kind = sniff(content, allowed)
    upload = begin(owner=owner, name=file.name or "", size=file.size)
    upload.family, upload.media_type = kind.family, kind.media_type
    upload.suffix, upload.state = kind.suffix, Upload.State.COMPLETE
    upload.offset = upload.size
    pieces.settle(upload, content)
    upload.save()
    return upload


def require_family(upload: Upload, allowed: Container[str]) -> None:
    """For what takes only some kinds of files."""
    if upload.family not in allowed:
        names = ", ".join(str(each.label) for each in Family if each in allowed)
        raise ValidationError(
            _("Berkas ini bukan jenis yang diterima: %(kinds)s.") % {"kinds": names}
        )


@transaction.atomic
def replace(*, upload: Upload, content: IO[bytes]) -> Upload:
    """The same file made anew lies there instead."""
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    upload.size = upload.offset = content.seek(0, io.SEEK_END)
    content.seek(0)
    upload.digest = hashlib.file_digest(content, "sha256").hexdigest()  # type: ignore[arg-type]
    pieces.settle(upload, content)
    upload.save(update_fields=["size", "offset", "digest"])
    return upload


@transaction.atomic
def keep(*, upload: Upload) -> Upload:
    """Something of ours holds it from now on: it no longer expires."""
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    upload.is_kept = True
    upload.save(update_fields=["is_kept"])
    return upload


@transaction.atomic
def keep_bare(*, upload: Upload) -> Upload:
    """Kept without the places and names that were written into it, or `Refused`."""
    if upload.is_kept:
        return upload
    try:
        with upload.open() as file:
            if upload.family == Family.PICTURE:
                upload = _show_plainly(upload, file)
            elif (content := bared(file, upload.suffix)) is not None:
                with content:
                    upload = replace(upload=upload, content=content)
    except ValidationError as broken:
        raise Refused(broken.messages[0]) from broken
    return keep(upload=upload)


def _show_plainly(upload: Upload, file: IO[bytes]) -> Upload:
    """A picture as it is shown, instead of as it was taken."""
    old = upload.path
    content = renditions(file)[-1].content
    upload.suffix, upload.media_type = WEBP.suffix, WEBP.media_type
    upload.save(update_fields=["suffix", "media_type"])
    if upload.path != old:
        transaction.on_commit(partial(default_storage.delete, old))
    return replace(upload=upload, content=io.BytesIO(content))


@transaction.atomic
def hold(*, uploads: Iterable[Upload], until: datetime) -> None:
    """Something of ours may keep them yet: they do not expire before."""
    mine = Upload.objects.unkept().filter(pk__in=[each.pk for each in uploads])
    mine.filter(expires_at__lt=until).update(expires_at=until)


@transaction.atomic
def release(*, upload: Upload) -> None:
    """Nothing holds it any more: it goes with the next sweep."""
    Upload.objects.filter(pk=upload.pk).update(is_kept=False, expires_at=timezone.now())


@transaction.atomic
def end(*, upload: Upload) -> None:
    """Forget a file that nothing keeps."""
    upload = Upload.objects.select_for_update().get(pk=upload.pk)
    if upload.is_kept:
        raise Refused(_("Berkas ini sudah dipakai."))
    transaction.on_commit(partial(pieces.delete, upload))
    Upload.objects.filter(pk=upload.pk).delete()


@contextmanager
def spent(upload: Upload | None) -> Iterator[IO[bytes] | None]:
    """The file, for what makes something of its own of it; forgotten after that.

    When it fails, the upload stays for another try. Without one there is no file.
    """
    if upload is None:
        yield None
        return
    with upload.open() as file:
        yield file
    end(upload=upload)


def forget_expired() -> int:
    """Forget what nothing kept in time; how many."""
    expired = list(Upload.objects.expired()[:1000])
    for upload in expired:
        end(upload=upload)
    return len(expired)
