"""The tus 1.0.0 protocol: core, creation, expiration, checksum, termination.

Only the owner knows of an upload. A session signs each request, and the CSRF token of
the page guards it like any form.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _

from common.decisions import Refused
from common.uploads import actions, headers
from common.uploads.models import Upload

# One request carries no more: what a broken line can cost.
LARGEST_PIECE = 4_000_000
STREAM = "application/offset+octet-stream"


def speaks_tus(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Agree on the version first; say what is wrong in plain text."""

    @login_not_required
    @wraps(view)
    def answer(request: HttpRequest, **named: Any) -> HttpResponse:
        method = request.headers.get("X-HTTP-Method-Override", request.method or "")
        if method == "OPTIONS":
            response = _capabilities()
        elif request.headers.get("Tus-Resumable") != headers.VERSION:
            response = HttpResponse(status=412, headers={"Tus-Version": "1.0.0"})
        elif not request.user.is_authenticated:
            response = _said(401, _("Masuk dulu untuk mengirim berkas."))
        else:
            response = _tried(view, request, method, named)
        response.headers["Tus-Resumable"] = headers.VERSION
        response.headers["Cache-Control"] = "no-store"
        return response

    return answer


def _tried(
    view: Callable[..., HttpResponse],
    request: HttpRequest,
    method: str,
    named: dict[str, Any],
) -> HttpResponse:
    try:
        return view(request, method, **named)
    except headers.Wrong as wrong:
        return _said(400, str(wrong))
    except Refused as refusal:
        return _said(403, str(refusal))


@speaks_tus
def collection(request: HttpRequest, method: str) -> HttpResponse:
    """Creation: room for a file of a known size."""
    if method != "POST":
        return HttpResponse(status=405, headers={"Allow": "OPTIONS, POST"})
    size = headers.number(request, "Upload-Length")
    if size > actions.LARGEST:
        return _said(413, actions.too_large())
    upload = actions.begin(
        owner=request.user, name=headers.filename(request), size=size
    )
    response = HttpResponse(status=201, headers=_state(upload))
    response.headers["Location"] = reverse("uploads:upload", args=[upload.pk])
    return response


@speaks_tus
def one(request: HttpRequest, method: str, pk: Any) -> HttpResponse:
    deed = DEEDS.get(method)
    if deed is None:
        allowed = ", ".join(["OPTIONS", *DEEDS])
        return HttpResponse(status=405, headers={"Allow": allowed})
    upload = Upload.objects.owned_by(request.user).filter(pk=pk).first()
    if upload is None:
        return _said(404, _("Berkas ini tidak ada."))
    if upload.is_expired or upload.state == Upload.State.REFUSED:
        return _said(410, _("Berkas ini sudah tidak ada."))
    return deed(request, upload)


def _head(request: HttpRequest, upload: Upload) -> HttpResponse:
    """How much has come."""
    response = HttpResponse(status=200, headers=_state(upload))
    response.headers["Upload-Length"] = str(upload.size)
    return response


def _patch(request: HttpRequest, upload: Upload) -> HttpResponse:
    """One more piece."""
    if request.content_type != STREAM:
        return _said(415, f"Content-Type must be {STREAM}")
    offset = headers.number(request, "Upload-Offset")
    content = request.read(LARGEST_PIECE + 1)
    if len(content) > LARGEST_PIECE:
        return _said(413, _("Potongan ini terlalu besar."))
    if not headers.is_checked(request, content):
        return _said(460, "Checksum Mismatch")
    try:
        upload = actions.receive(upload=upload, offset=offset, content=content)
    except actions.WrongOffset:
        upload.refresh_from_db()
        return HttpResponse(status=409, headers=_state(upload))
    if upload.state == Upload.State.REFUSED:
        return _said(422, upload.refusal)
    return HttpResponse(status=204, headers=_state(upload))


def _delete(request: HttpRequest, upload: Upload) -> HttpResponse:
    actions.end(upload=upload)
    return HttpResponse(status=204)


DEEDS = {"HEAD": _head, "PATCH": _patch, "DELETE": _delete}


def _capabilities() -> HttpResponse:
    response = HttpResponse(status=204)
    response.headers["Tus-Version"] = headers.VERSION
    response.headers["Tus-Extension"] = headers.EXTENSIONS
    response.headers["Tus-Max-Size"] = str(actions.LARGEST)
    response.headers["Tus-Checksum-Algorithm"] = ",".join(headers.ALGORITHMS)
    return response


def _state(upload: Upload) -> dict[str, str]:
    state = {"Upload-Offset": str(upload.offset)}
    if not upload.is_kept:
        state["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    return state


def _said(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain")
