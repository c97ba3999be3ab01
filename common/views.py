"""Answers that both sites give: health, language, a form that came too late."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from common import held_forms

YEAR = 60 * 60 * 24 * 365


@login_not_required
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Whether this process reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("sehat", content_type="text/plain")


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language, in a cookie and with the person."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    if request.user.is_authenticated:
        request.user.language = language
        request.user.save(update_fields=["language"])
    response = redirect(next_page(request, "/"))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR,
        samesite="Lax",
        secure=getattr(settings, "LANGUAGE_COOKIE_SECURE", False),
    )
    return response


@require_GET
def held_form(request: HttpRequest) -> HttpResponse:
    """What was submitted after the session had ended, to look at and send again."""
    held = held_forms.held_for(request)
    if held is None:
        return redirect("/")
    return render(request, "held_form.html", {"held": held})


def next_page(request: HttpRequest, default: str) -> str:
    """The page of ours that the request asks to go on to."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if safe else default


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    if "Outbox" in request.headers and not request.user.is_authenticated:
        # Its cookies are gone with the session: what waits goes out after sign-in.
        return HttpResponse(status=401)
    context = {"held": held_forms.sent_by(request)}
    return render(request, "403_csrf.html", context, status=403)


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


@login_not_required
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    context = {"reason": str(exception), "held": held_forms.sent_by(request)}
    return render(request, "403.html", context, status=403)
