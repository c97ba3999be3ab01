"""PDFs written again, without their properties.

What only stood in the file, and in nothing that can be seen, is left behind: former
versions of what was changed are too.
"""

import tempfile
from typing import IO, Any, BinaryIO, cast

import pikepdf
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pikepdf import Array, Dictionary, Name, Stream, settings

from common.bare.parts import SPOOLED

MB = 1_000_000
# Properties, what programs keep for themselves, small pictures of the pages, where it
# was captured from, and when it was last saved.
TELLING = ("/Metadata", "/PieceInfo", "/Thumb", "/SpiderInfo", "/LastModified")
# Beside these a photograph keeps what it needs to be shown.
PHOTOGRAPHS = (Name.DCTDecode, Array([Name.DCTDecode]))
TELLING_SEGMENTS = (*(0xE1, 0xED), 0xFE)
START_OF_SCAN = 0xDA
# What a page shows is never unpacked, only the lists of what is in the file.
settings.set_qpdf_limits(
    flate_max_memory=100 * MB,
    png_max_memory=100 * MB,
    tiff_max_memory=100 * MB,
    run_length_max_memory=100 * MB,
    parser_max_container_size=5 * MB,
    doc_max_warnings=1_000,
)


def written_again(file: IO[bytes]) -> IO[bytes] | None:
    """Or None for what opens with a password alone, and tells nothing without it, and
    for what is signed: a signature is a name, and vouches for the file as it is.
    """
    file.seek(0)
    try:
        with pikepdf.open(cast(BinaryIO, file)) as pdf:
            return _saved(pdf) if _bare(pdf) else None
    except pikepdf.PasswordError:
        return None
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError) as broken:
        raise ValidationError(
            _("PDF ini rusak dan tidak terbaca. Simpan ulang, lalu kirim.")
        ) from broken


def _bare(pdf: pikepdf.Pdf) -> bool:
    """Whether it may be saved without what was taken out."""
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    for each in pdf.objects:
        if not isinstance(each, Dictionary | Stream):
            continue
        if "/ByteRange" in each:
            return False
        for key in TELLING:
            if key in each:
                del each[key]
        if isinstance(each, Stream) and each.get("/Filter") in PHOTOGRAPHS:
            _bare_photograph(each)
    return True


def _saved(pdf: pikepdf.Pdf) -> IO[bytes]:
    made = tempfile.SpooledTemporaryFile(SPOOLED)  # noqa: SIM115
    pdf.save(
        cast(BinaryIO, made),
        fix_metadata_version=False,
        compress_streams=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
    made.seek(0)
    return made


def _bare_photograph(stream: Stream) -> None:
    content = stream.read_raw_bytes()
    bare = without_segments(content)
    if len(bare) < len(content):
        parameters: Any = stream.get("/DecodeParms")
        stream.write(bare, filter=Name.DCTDecode, decode_parms=parameters)


def without_segments(photograph: bytes) -> bytes:
    """A JPEG as a phone takes it, without day, place, make and comments."""
    kept, at = [photograph[:2]], 2
    while photograph[at : at + 1] == b"\xff" and at + 4 <= len(photograph):
        kind = photograph[at + 1]
        if kind == START_OF_SCAN:
            break
        end = at + 2 + int.from_bytes(photograph[at + 2 : at + 4])
        if kind not in TELLING_SEGMENTS:
            kept.append(photograph[at:end])
        at = end
    return b"".join([*kept, photograph[at:]])
