"""A copy of all that is kept of a person: asked for, watched, fetched."""

import uuid
from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.actions import copying
from accounts.http import MemberRequest
from accounts.models import DataCopy
from common.http import page_or_fragment
from common.personal import chapters
from common.streams import Stream

PIECE = 256 * 1024


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: MemberRequest) -> HttpResponse:
    if request.method == "POST":
        copying.ask(person=request.user)
        return redirect("accounts:data")
    copies = DataCopy.objects.visible_to(request.user)
    context = {
        "copy": (copies.waiting() | copies.fetchable()).first(),
        "chapters": chapters(),
    }
    return page_or_fragment(
        request, "accounts/data.html", "accounts/_data_copy.html", context
    )


@never_cache
@require_safe
def fetch(request: MemberRequest, key: uuid.UUID) -> HttpResponseBase:
    copies = DataCopy.objects.visible_to(request.user).fetchable()
    copy = get_object_or_404(copies, key=key)
    response = Stream(
        _pieces(copy), name=copy.file_name, content_type="application/zip"
    )
    response.headers["Content-Length"] = str(copy.size)
    return response


def _pieces(copy: DataCopy) -> Iterator[bytes]:
    with default_storage.open(copy.path) as file:
        yield from file.chunks(PIECE)
