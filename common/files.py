"""Files that people send: known by their content, never by their name, and bounded."""

import io
import zipfile
import zlib
from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import IO

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, UnidentifiedImageError

from common import tracks
from common.archives import Limits, Unsafe, opened

MB = 1_000_000
HEAD = 4096
# A document unpacks to no more than this.
DOCUMENT_LIMITS = Limits(members=5_000, member=100 * MB, total=200 * MB, ratio=100)
# A picture of more is no photograph, and takes the memory of a machine to open.
MAX_PIXELS = 60_000_000


class Family(models.TextChoices):
    PICTURE = "picture", gettext_lazy("Gambar")
    AUDIO = "audio", gettext_lazy("Audio")
    VIDEO = "video", gettext_lazy("Video")
    PDF = "pdf", gettext_lazy("PDF")
    DOCUMENT = "document", gettext_lazy("Dokumen")
    PACKAGE = "package", gettext_lazy("Paket kelas")


# What people send as what it is. A package is only taken where one is asked for.
ORDINARY = tuple(family for family in Family if family != Family.PACKAGE)


# How large a file of each family may be.
LIMITS = {
    Family.PICTURE: 20 * MB,
    Family.AUDIO: 60 * MB,
    Family.VIDEO: 300 * MB,
    Family.PDF: 50 * MB,
    Family.DOCUMENT: 50 * MB,
    Family.PACKAGE: 300 * MB,
}


@dataclass(frozen=True)
class Kind:
    """What a file is. Its name on our disk ends in `suffix`, whatever it was called."""

    family: Family
    media_type: str
    suffix: str


JPEG = Kind(Family.PICTURE, "image/jpeg", ".jpg")
PNG = Kind(Family.PICTURE, "image/png", ".png")
WEBP = Kind(Family.PICTURE, "image/webp", ".webp")
GIF = Kind(Family.PICTURE, "image/gif", ".gif")
MP3 = Kind(Family.AUDIO, "audio/mpeg", ".mp3")
M4A = Kind(Family.AUDIO, "audio/mp4", ".m4a")
OGG = Kind(Family.AUDIO, "audio/ogg", ".ogg")
WEBA = Kind(Family.AUDIO, "audio/webm", ".weba")
WAV = Kind(Family.AUDIO, "audio/wav", ".wav")
MP4 = Kind(Family.VIDEO, "video/mp4", ".mp4")
WEBM = Kind(Family.VIDEO, "video/webm", ".webm")
PDF = Kind(Family.PDF, "application/pdf", ".pdf")

MBZ = Kind(Family.PACKAGE, "application/vnd.moodle.backup", ".mbz")
IMSCC = Kind(Family.PACKAGE, "application/vnd.ims.imscc", ".imscc")

_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
# By the folder in the archive that makes it what it is.
OFFICE = {
    "word/": Kind(Family.DOCUMENT, f"{_OFFICE}.wordprocessingml.document", ".docx"),
    "xl/": Kind(Family.DOCUMENT, f"{_OFFICE}.spreadsheetml.sheet", ".xlsx"),
    "ppt/": Kind(Family.DOCUMENT, f"{_OFFICE}.presentationml.presentation", ".pptx"),
}
OPEN_DOCUMENTS = {
    f"{_OPEN}.{name}": Kind(Family.DOCUMENT, f"{_OPEN}.{name}", suffix)
    for name, suffix in (
        ("text", ".odt"),
        ("spreadsheet", ".ods"),
        ("presentation", ".odp"),
    )
}
PICTURES = {"JPEG": JPEG, "PNG": PNG, "WEBP": WEBP, "GIF": GIF}


def sniff(file: IO[bytes], allowed: Container[Family] = ORDINARY) -> Kind:
    """What the file is, by its content; or `ValidationError`, in words for people.

    The file is read from its start and left there.
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    head = file.read(HEAD)
    found = next((kind for look in LOOKS if (kind := look(head, file))), None)
    file.seek(0)
    if not size:
        raise ValidationError(_("Berkas ini kosong."), "empty")
    if found is None or found.family not in allowed:
        raise ValidationError(_refusal(head, allowed), "kind")
    _require_one_kind(found, file)
    limit = LIMITS[found.family]
    if size > limit:
        given = {"size": _megabytes(size), "limit": _megabytes(limit)}
        raise ValidationError(
            _("Berkas ini %(size)s MB; paling besar %(limit)s MB.") % given, "size"
        )
    return found


def _require_one_kind(found: Kind, file: IO[bytes]) -> None:
    """A picture that is an archive too is read as the one and run as the other."""
    is_packed = found.family in (Family.DOCUMENT, Family.PACKAGE)
    is_double = not is_packed and zipfile.is_zipfile(file)
    file.seek(0)
    if is_double:
        raise ValidationError(
            _("Di dalam berkas ini tersembunyi berkas lain. Simpan ulang, lalu kirim."),
            "polyglot",
        )


def _picture(head: bytes, file: IO[bytes]) -> Kind | None:
    starts = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8")
    if not head.startswith(starts) and head[8:12] != b"WEBP":
        return None
    file.seek(0)
    try:
        with Image.open(file, formats=list(PICTURES)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise ValidationError(
                    _("Gambar ini terlalu besar. Perkecil dulu, lalu kirim lagi."),
                    "pixels",
                )
            return PICTURES[picture.format or ""]
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, KeyError):
        return None


def _pdf(head: bytes, file: IO[bytes]) -> Kind | None:
    return PDF if head.startswith(b"%PDF-") else None


def _mpeg_4(head: bytes, file: IO[bytes]) -> Kind | None:
    if head[4:8] != b"ftyp":
        return None
    brand = head[8:12]
    if brand in (b"M4A ", b"M4B "):
        return M4A
    # HEIC and AVIF wear the same dress, and are pictures few phones can show.
    if brand[:3] in (b"hei", b"hev", b"mif", b"avi"):
        return None
    return M4A if tracks.is_sound_alone_in_mpeg_4(file) else MP4


def _webm(head: bytes, file: IO[bytes]) -> Kind | None:
    is_webm = head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head[:64]
    if not is_webm:
        return None
    return WEBA if tracks.is_sound_alone_in_webm(file) else WEBM


def _sound(head: bytes, file: IO[bytes]) -> Kind | None:
    if head.startswith(b"OggS"):
        return OGG
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return WAV
    # A frame of MPEG audio, layer III, with or without a label before it.
    is_frame = head[:1] == b"\xff" and head[1:2] in (b"\xfb", b"\xf3", b"\xf2")
    return MP3 if head.startswith(b"ID3") or is_frame else None


def _document(head: bytes, file: IO[bytes]) -> Kind | None:
    """What it unpacks to is counted before anybody opens it."""
    found = _office(head, file)
    if found is not None:
        try:
            with opened(file, DOCUMENT_LIMITS):
                pass
        except Unsafe as unsafe:
            raise ValidationError(str(unsafe), "archive") from unsafe
    return found


def _office(head: bytes, file: IO[bytes]) -> Kind | None:
    """Only the archive's list of names is read, and a name of fixed length."""
    if not head.startswith(b"PK\x03\x04"):
        return None
    # An open document names its kind first, uncompressed.
    if head[30:38] == b"mimetype":
        length = int.from_bytes(head[18:22], "little")
        return OPEN_DOCUMENTS.get(head[38 : 38 + length].decode("ascii", "replace"))
    file.seek(0)
    try:
        names = zipfile.ZipFile(file).namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return None
    # A document that carries macros is a program.
    if "[Content_Types].xml" not in names or any("vbaProject" in n for n in names):
        return None
    kinds = (
        k for start, k in OFFICE.items() if any(n.startswith(start) for n in names)
    )
    return next(kinds, None)


def _package(head: bytes, file: IO[bytes]) -> Kind | None:
    """A course as Moodle packs it, zip or tar under gzip; or a Common Cartridge."""
    if head.startswith(b"\x1f\x8b"):
        return MBZ if _first_inflated(head)[257:262] == b"ustar" else None
    if not head.startswith(b"PK\x03\x04"):
        return None
    file.seek(0)
    try:
        names = zipfile.ZipFile(file).namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return None
    # Packed again by hand, all of it lies in a folder.
    for found in (set(names), {_within(name) for name in names}):
        if "imsmanifest.xml" in found:
            return IMSCC
        if "moodle_backup.xml" in found:
            return MBZ
    return None


def _within(name: str) -> str:
    return name.replace("\\", "/").partition("/")[2]


def _first_inflated(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, HEAD)
    except zlib.error:
        return b""


LOOKS: tuple[Callable[[bytes, IO[bytes]], Kind | None], ...] = (
    _picture,
    _pdf,
    _mpeg_4,
    _webm,
    _sound,
    _document,
    _package,
)


def _refusal(head: bytes, allowed: Container[Family]) -> str:
    if head[4:8] == b"ftyp" and head[8:11] in (b"hei", b"hev", b"mif"):
        return _("Foto HEIC belum bisa dibaca semua ponsel. Simpan sebagai JPEG dulu.")
    names = [str(family.label) for family in Family if family in allowed]
    if len(names) == len(Family):
        return _("Berkas ini bukan jenis yang kami terima.")
    return _("Berkas ini bukan jenis yang diterima: %(kinds)s.") % {
        "kinds": ", ".join(names)
    }


def _megabytes(size: int) -> str:
    return f"{size / MB:.1f}".removesuffix(".0").replace(".", ",")
