"""Handing out a file that came in, to whom the asking view has allowed it."""

from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.http import content_disposition_header

from common.files import Family
from common.handing_out import in_ranges
from common.streams import Stream
from common.uploads.models import Upload
from common.uploads.pieces import CHUNK

# A picture never changes; whether one may see it can, so only its reader keeps it.
KEPT = "private, max-age=604800, immutable"


def download(upload: Upload, *, is_named: bool = True) -> HttpResponseBase:
    """Saved, not shown: nothing that people sent runs on our pages."""
    response = Stream(_chunks(upload), name="berkas", content_type=upload.media_type)
    name = upload.shown_name if is_named else f"berkas{upload.suffix}"
    named = content_disposition_header(True, name)
    response.headers["Content-Disposition"] = named or "attachment"
    response.headers["Content-Length"] = str(upload.size)
    return response


def play(request: HttpRequest, upload: Upload) -> HttpResponseBase:
    """Sound and video, where a player asks for them; anything else is saved."""
    if upload.family not in (Family.AUDIO, Family.VIDEO):
        return download(upload)
    return in_ranges(
        request, upload.open(), name="rekaman", media_type=upload.media_type
    )


def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """One width of a picture that was made anew and lies beside us."""
    try:
        file = default_storage.open(path)
    except OSError as gone:
        raise Http404 from gone
    response = in_ranges(request, file, name="gambar", media_type="image/webp")
    response.headers["Cache-Control"] = KEPT
    return response


def _chunks(upload: Upload) -> Iterator[bytes]:
    with upload.open() as file:
        yield from file.chunks(CHUNK)
