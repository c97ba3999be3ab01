"""Handing out a file that came in, to whom the asking view has allowed it."""

from collections.abc import Iterator

from django.http import HttpResponseBase
from django.utils.http import content_disposition_header

from common.streams import Stream
from common.uploads.models import Upload
from common.uploads.pieces import CHUNK


def download(upload: Upload) -> HttpResponseBase:
    """Always saved, never shown: nothing that people sent runs on our pages."""
    response = Stream(_chunks(upload), name="berkas", content_type=upload.media_type)
    named = content_disposition_header(True, upload.shown_name)
    response.headers["Content-Disposition"] = named or "attachment"
    response.headers["Content-Length"] = str(upload.size)
    return response


def _chunks(upload: Upload) -> Iterator[bytes]:
    with upload.open() as file:
        yield from file.chunks(CHUNK)
