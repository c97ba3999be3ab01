"""What every template knows."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "site": settings.SITE,
        "portal_url": settings.PORTAL_URL,
        "crowdfunding_url": settings.CROWDFUNDING_URL,
    }
