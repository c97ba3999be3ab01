"""Pictures and files of posts, handed out to whoever may see the post."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from common.uploads import serving
from forum.models import Attachment


@login_not_required
@require_safe
def picture(request: HttpRequest, key: Any, width: int) -> HttpResponseBase:
    attachment = _find(request, key)
    if width not in {each["width"] for each in attachment.widths}:
        raise Http404
    return serving.picture(request, attachment.path(width))


@login_not_required
@require_safe
def file(request: HttpRequest, key: Any) -> HttpResponseBase:
    """Sound and video play where they stand; anything else is saved."""
    attachment = _find(request, key)
    if attachment.upload is None:
        raise Http404
    response = serving.play(request, attachment.upload)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _find(request: HttpRequest, key: Any) -> Attachment:
    seen = Attachment.objects.visible_to(request.user).select_related("upload")
    return get_object_or_404(seen, key=key)
