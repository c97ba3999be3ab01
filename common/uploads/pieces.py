"""The pieces of an upload in the private storage, one file each.

A storage that is not a disk cannot append to a file, so each piece is its own, named
by where it begins. When the last has come they are read as one.
"""

import hashlib
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from common.uploads.models import Upload

CHUNK = 256 * 1024
# Below this the whole file is put together in memory, above it on the disk.
SPOOLED = 4_000_000


def write(upload: Upload, content: bytes) -> None:
    """Keep the piece that begins at the upload's offset, instead of any left there."""
    name = _name(upload, upload.offset)
    default_storage.delete(name)
    default_storage.save(name, ContentFile(content))


@contextmanager
def joined(upload: Upload) -> Iterator[tuple[IO[bytes], str]]:
    """The whole file and its digest, for as long as it is looked at."""
    digest = hashlib.sha256()
    with tempfile.SpooledTemporaryFile(SPOOLED) as whole:
        for name in _names(upload):
            with default_storage.open(name) as piece:
                for chunk in piece.chunks(CHUNK):
                    digest.update(chunk)
                    whole.write(chunk)
        if whole.seek(0, io.SEEK_END) != upload.size:
            raise ValueError(f"upload {upload.pk} has lost a piece")
        whole.seek(0)
        yield whole, digest.hexdigest()


def settle(upload: Upload, whole: IO[bytes]) -> None:
    """Put the whole file in its place; the pieces are left."""
    whole.seek(0)
    default_storage.delete(upload.path)
    default_storage.save(upload.path, File(whole))


def sweep(upload: Upload) -> None:
    """Forget the pieces."""
    for name in _names(upload):
        default_storage.delete(name)


def delete(upload: Upload) -> None:
    """Forget everything that came."""
    sweep(upload)
    default_storage.delete(upload.path)
    default_storage.delete(upload.folder)


def _name(upload: Upload, offset: int) -> str:
    return f"{upload.folder}/{offset:015d}"


def _names(upload: Upload) -> list[str]:
    """In their order: the numbers are all of one length."""
    try:
        _folders, files = default_storage.listdir(upload.folder)
    except FileNotFoundError:
        return []
    return [f"{upload.folder}/{name}" for name in sorted(files) if name.isdigit()]
