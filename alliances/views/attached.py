"""Pictures and files of messages, handed out to whoever may enter the room."""

from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from accounts.http import MemberRequest
from alliances.models import MessageFile
from common.uploads import serving

# What is deleted, or was only for those inside, is asked about each time it is shown.
KEPT = "private, no-cache"


@require_safe
def picture(request: MemberRequest, key: Any, width: int) -> HttpResponseBase:
    hanging = _find(request, key)
    if width not in {each["width"] for each in hanging.widths}:
        raise Http404
    path = hanging.path(width)
    mark = quote_etag(path)
    response = get_conditional_response(request, etag=mark) or serving.picture(
        request, path
    )
    response.headers["ETag"] = mark
    response.headers["Cache-Control"] = KEPT
    return response


@require_safe
def file(request: MemberRequest, key: Any) -> HttpResponseBase:
    """Sound and video play where they stand; anything else is saved."""
    hanging = _find(request, key)
    if hanging.upload is None:
        raise Http404
    response = serving.play(request, hanging.upload)
    response.headers["Cache-Control"] = KEPT
    return response


def _find(request: MemberRequest, key: Any) -> MessageFile:
    seen = MessageFile.objects.visible_to(request.user).select_related("upload")
    return get_object_or_404(seen, key=key)
