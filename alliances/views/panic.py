"""The panic button: away from all rooms on this device, at once."""

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.http import MemberRequest

# A page that anybody may be reading.
NEUTRAL = "/belajar/"


@require_POST
def hide(request: MemberRequest) -> HttpResponse:
    """End this session, and with it its sockets; have the browser forget the rest."""
    logout(request)
    response = redirect(NEUTRAL)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    response.headers["Cache-Control"] = "no-store"
    return response
