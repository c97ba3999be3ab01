"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import rotate_token
from django.utils import timezone

from common.http import is_copy


def site(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    is_member = user is not None and user.is_authenticated
    if is_member:
        _send_csrf_cookie(request)
    return {
        "is_member": is_member,
        # Then the system's own font is fine.
        "saves_data": saves_data(request),
        "copied_at": timezone.now() if is_copy(request) else None,
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "site": settings.SITE,
        "portal_url": settings.PORTAL_URL,
        "crowdfunding_url": settings.CROWDFUNDING_URL,
    }


def _send_csrf_cookie(request: HttpRequest) -> None:
    """The outbox sends later than the page was made, and needs the cookie then."""
    if "CSRF_COOKIE" in request.META:
        # As `get_token` does, without a token of the page that nobody reads.
        request.META["CSRF_COOKIE_NEEDS_UPDATE"] = True
    else:
        rotate_token(request)


def saves_data(request: HttpRequest) -> bool:
    """Whether the phone asks to be sent no more than it needs (Save-Data).

    A copy to keep has its pictures all the same: they were asked for with their size.
    """
    return request.headers.get("Save-Data") == "on" and not is_copy(request)
