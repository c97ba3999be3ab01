"""The panic button: away from all rooms on this device, at once."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.hiding import leave_no_trace

# A page that anybody may be reading.
NEUTRAL = "/belajar/"


@login_not_required
@require_POST
def hide(request: HttpRequest) -> HttpResponse:
    """End this session, and with it its sockets; have the browser forget the rest."""
    logout(request)
    return leave_no_trace(redirect(NEUTRAL))
