"""What every request goes through on both sites."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone, translation

from common import held_forms

Answer = Callable[[HttpRequest], HttpResponse]


class ReaderMiddleware:
    """Answer in the reader's language and time zone.

    The language is the one chosen, else Indonesian: what the browser asks for is the
    phone's menu language, which says little about what its owner likes to read.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        zone = settings.TIME_ZONE
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            user = request.user
            if user.is_authenticated:
                language = user.language or language
                zone = user.time_zone or zone
        if language not in dict(settings.LANGUAGES):
            language = settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language), timezone.override(ZoneInfo(zone)):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class PlainAddressMiddleware:
    """Nothing lies at an address with a NUL in it: no text of ours has one, and the
    database refuses to be asked for it.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path:
            raise Http404
        return self.get_response(request)


class ScriptedAnswersMiddleware:
    """Turn redirects into what the scripts that asked can act on.

    htmx follows a redirect silently and would put the sign-in page into a fragment: it
    gets `HX-Redirect`. The outbox must know whether its item arrived: a sign-in
    redirect becomes 401, any other 204 with the address in `Outbox-Location`. A plain
    form that came after its session had ended is held until its writer is back.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code not in (301, 302, 303):
            return response
        location = response.headers["Location"]
        to_sign_in = location.split("?")[0] == resolve_url(settings.LOGIN_URL)
        if "Outbox" in request.headers:
            if to_sign_in:
                return HttpResponse(status=401)
            answer = HttpResponse(status=204)
            answer.headers["Outbox-Location"] = location
            answer.cookies = response.cookies
            return answer
        if to_sign_in and held_forms.hold(request):
            response.headers["Location"] = held_forms.sign_in_address()
            return response
        if to_sign_in and request.headers.get("HX-Request") == "true":
            answer = HttpResponse(status=204)
            answer.headers["HX-Redirect"] = location
            answer.cookies = response.cookies
            return answer
        return response
