"""Files handed out whole or in the ranges that players of video ask for.

In production nginx or the object store does this with public files; here is the same
without them.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import File
from django.core.files.storage import storages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from common import files
from common.streams import Stream

PIECE = 256 * 1024
UNSATISFIABLE = 416
RANGE = re.compile(r"^bytes=(\d{0,15})-(\d{0,15})$")
TYPES = {
    kind.suffix: kind.media_type
    for kind in vars(files).values()
    if isinstance(kind, files.Kind)
}
# Nobody can send a drawing (`files.sniff`); those of the repository are checked.
DRAWING = "image/svg+xml"
TYPES[".svg"] = DRAWING


@login_not_required
@require_safe
def public_file(request: HttpRequest, name: str) -> HttpResponseBase:
    storage = storages["public"]
    media_type = TYPES.get(PurePosixPath(name).suffix)
    try:
        if media_type is None or not storage.exists(name):
            raise Http404
        file = storage.open(name)
    except (SuspiciousFileOperation, OSError) as unknown:
        raise Http404 from unknown
    response = in_ranges(request, file, name=name, media_type=media_type)
    if response.status_code == UNSATISFIABLE:
        return response
    # The name changes with the content, so what was fetched once stays good.
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    if media_type == DRAWING:
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def in_ranges(
    request: HttpRequest, file: File[bytes], *, name: str, media_type: str
) -> HttpResponseBase:
    """Shown where it is, not saved; the file is closed when all of it is sent."""
    size = file.size
    asked = RANGE.match(request.headers.get("Range", ""))
    first, last = _span(asked, size) if asked else (0, size - 1)
    if asked and not 0 <= first <= last:
        file.close()
        told = {"Content-Range": f"bytes */{size}"}
        return HttpResponse(status=UNSATISFIABLE, headers=told)
    response = Stream(_pieces(file, first, last), name=name, content_type=media_type)
    response.headers["Content-Disposition"] = "inline"
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Length"] = str(last - first + 1)
    if asked:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _span(asked: re.Match[str], size: int) -> tuple[int, int]:
    """From and to, both included; `-500` asks for the last 500 bytes."""
    first, last = asked[1], asked[2]
    if not first:
        return (max(0, size - int(last)), size - 1) if last else (-1, -1)
    return int(first), min(int(last), size - 1) if last else size - 1


def _pieces(file: File[bytes], first: int, last: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
