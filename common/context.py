"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import get_token


def site(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is not None and user.is_authenticated:
        # The outbox sends later than the page was made, and needs the cookie then.
        get_token(request)
    return {
        # Asked for by the phone (Save-Data), the system's own font is fine.
        "saves_data": request.headers.get("Save-Data") == "on",
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "site": settings.SITE,
        "portal_url": settings.PORTAL_URL,
        "crowdfunding_url": settings.CROWDFUNDING_URL,
    }
