"""Leaving at once: a session ends, and the browser forgets what it kept of the site."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

# What the panic button leaves, with a line or without (static/js/hidden.js).
MARK = "lokadaya_net_sembunyi"

Answer = Callable[[HttpRequest], HttpResponse]


class HidingMiddleware:
    """End the session of a browser whose panic button was pressed, whatever it asks for
    (docs/decisions/0225-the-panic-button-leaves-a-mark.md).
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if MARK not in request.COOKIES:
            return self.get_response(request)
        logout(request)
        return leave_no_trace(self.get_response(request))


def leave_no_trace(response: HttpResponse) -> HttpResponse:
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    response.headers["Cache-Control"] = "no-store"
    response.delete_cookie(MARK, samesite="Strict")
    return response
