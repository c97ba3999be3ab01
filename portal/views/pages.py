"""The home page and the pages that are only text."""

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
