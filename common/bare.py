"""Files without what programs wrote into them: who made them, where, with what.

Sound and films keep their length: what tells is overwritten where it stands. Documents
are packed again. Pictures are made anew elsewhere (`common.pictures`); PDF, Ogg and
WebM are left as they came.
"""

import io
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SPOOLED = 4_000_000
BLOCK = 64 * 1024

_SCHEMAS = "http://schemas.openxmlformats.org"
# What stands in a document instead of its properties.
EMPTY = {
    "docProps/core.xml": (
        f'<cp:coreProperties xmlns:cp="{_SCHEMAS}/package/2006/metadata/'
        'core-properties"/>'
    ),
    "docProps/app.xml": (
        f'<Properties xmlns="{_SCHEMAS}/officeDocument/2006/extended-properties"/>'
    ),
    "docProps/custom.xml": (
        f'<Properties xmlns="{_SCHEMAS}/officeDocument/2006/custom-properties"/>'
    ),
    "meta.xml": (
        '<office:document-meta office:version="1.2"'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
        "<office:meta/></office:document-meta>"
    ),
}
# An archive may promise what is not in it, or lock it.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, OSError, EOFError),
    *(NotImplementedError, RuntimeError),
)
DOCUMENTS = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp")


class Telling(NamedTuple):
    """A part of a file to be blanked; before it, what renames it to an empty one."""

    begin: int
    end: int
    named_at: int = 0
    name: bytes = b""


def bared(file: IO[bytes], suffix: str) -> IO[bytes] | None:
    """The file without them, or None where it has none that we can take out; or
    `ValidationError`, for a document that cannot be unpacked.

    `file` has passed `files.sniff`, and `suffix` is what it found.
    """
    if suffix in DOCUMENTS:
        try:
            return _packed_again(file)
        except BROKEN as broken:
            raise ValidationError(_("Dokumen ini rusak dan tidak terbaca.")) from broken
    find = FINDERS.get(suffix)
    parts = list(find(file)) if find else []
    if not parts:
        return None
    made = tempfile.SpooledTemporaryFile(SPOOLED)  # noqa: SIM115
    file.seek(0)
    shutil.copyfileobj(file, made)
    for part in parts:
        if part.name:
            made.seek(part.named_at)
            made.write(part.name)
        _blank(made, part.begin, part.end)
    made.seek(0)
    return made


def _blank(made: IO[bytes], begin: int, end: int) -> None:
    made.seek(begin)
    for at in range(begin, end, BLOCK):
        made.write(bytes(min(BLOCK, end - at)))


def _packed_again(file: IO[bytes]) -> IO[bytes]:
    made = tempfile.SpooledTemporaryFile(SPOOLED)  # noqa: SIM115
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w") as new:
        for member in old.infolist():
            # Without the day on which it was saved.
            plain = zipfile.ZipInfo(member.filename)
            plain.compress_type = member.compress_type
            plain.external_attr = member.external_attr
            if member.filename in EMPTY:
                new.writestr(plain, EMPTY[member.filename])
                continue
            with old.open(member) as content, new.open(plain, "w") as kept:
                shutil.copyfileobj(content, kept)
    made.seek(0)
    return made


def _of_mpeg_4(file: IO[bytes]) -> Iterator[Telling]:
    """Boxes of the user's and the camera's own: names, places, makes."""
    yield from _telling_boxes(file, 0, file.seek(0, io.SEEK_END))


def _telling_boxes(file: IO[bytes], begin: int, end: int) -> Iterator[Telling]:
    at = begin
    while at + 8 <= end:
        file.seek(at)
        head = file.read(16)
        size, kind, body = int.from_bytes(head[:4]), head[4:8], at + 8
        if size == 1:
            size, body = int.from_bytes(head[8:16]), at + 16
        size = size or end - at
        if size < body - at or at + size > end:
            return
        if kind in (b"udta", b"meta", b"uuid"):
            yield Telling(body, at + size, at + 4, b"free")
        elif kind in (b"moov", b"trak"):
            yield from _telling_boxes(file, body, at + size)
        at += size


def _of_mp3(file: IO[bytes]) -> Iterator[Telling]:
    """The label before the sound, and the short old one behind it."""
    end = file.seek(0, io.SEEK_END)
    file.seek(0)
    head = file.read(10)
    if head.startswith(b"ID3"):
        size = 0
        for byte in head[6:10]:
            size = size << 7 | byte & 0x7F
        yield Telling(10, min(10 + size, end))
    if end >= 128:
        file.seek(end - 128)
        if file.read(3) == b"TAG":
            yield Telling(end - 128, end)


def _of_wav(file: IO[bytes]) -> Iterator[Telling]:
    end = file.seek(0, io.SEEK_END)
    at = 12
    while at + 8 <= end:
        file.seek(at)
        head = file.read(12)
        size = int.from_bytes(head[4:8], "little")
        is_info = head[:4] == b"LIST" and head[8:12] == b"INFO"
        if is_info or head[:4] in (b"bext", b"iXML", b"id3 ", b"ID3 ", b"_PMX"):
            yield Telling(at + 8, min(at + 8 + size, end), at, b"JUNK")
        at += 8 + size + size % 2


FINDERS: dict[str, Callable[[IO[bytes]], Iterator[Telling]]] = {
    ".mp4": _of_mpeg_4,
    ".m4a": _of_mpeg_4,
    ".mp3": _of_mp3,
    ".wav": _of_wav,
}
