"""Saying whose answer it is."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


class PersonMiddleware:
    """Name the person an answer is for, or nobody, to the service worker.

    It shows a person's saved pages to nobody else, and learns from each page who holds
    the phone (docs/protocols/pocket.md).
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers["Lokadaya-Person"] = self._person(request)
        return response

    def _person(self, request: HttpRequest) -> str:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return ""
        return str(request.user.sub) if request.user.is_authenticated else ""
