"""Pictures and files of posts, handed out to whoever may see the post."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from common.handing_out import in_ranges
from common.uploads import serving
from forum.models import Attachment

# A picture never changes; whether one may see it can, so only its reader keeps it.
KEPT = "private, max-age=604800, immutable"


@login_not_required
@require_safe
def picture(request: HttpRequest, key: Any, width: int) -> HttpResponseBase:
    attachment = _find(request, key)
    if width not in {each["width"] for each in attachment.widths}:
        raise Http404
    try:
        file = default_storage.open(attachment.path(width))
    except OSError as gone:
        raise Http404 from gone
    response = in_ranges(request, file, name="gambar", media_type="image/webp")
    response.headers["Cache-Control"] = KEPT
    return response


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
