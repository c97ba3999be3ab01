"""The home page and the pages that are only text."""

from email.utils import parseaddr

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from portal import summaries, texts


@login_not_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        own = summaries.own_home(request.user)
        return render(request, "portal/home.html", {"home": own})
    return render(request, "portal/home_public.html", {"home": summaries.public_home()})


@login_not_required
@require_GET
def questions(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/questions.html", {"text": texts.page("tanya-jawab")})


@login_not_required
@require_GET
def help_page(request: HttpRequest) -> HttpResponse:
    """Written answers first; then the address that people read."""
    address = settings.HELP_EMAIL or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    context = {"text": texts.page("bantuan"), "address": address}
    return render(request, "portal/help.html", context)
