"""The front page of lokadaya.com, and the door of its staff."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from crowdfunding.campaigns import summaries
from crowdfunding.campaigns.models import Campaign, SupportForm

SHOWN_CAMPAIGNS = 6


@login_not_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    context = {
        "campaigns": Campaign.objects.for_list()[:SHOWN_CAMPAIGNS],
        "figures": summaries.figures(),
        "forms": SupportForm.objects.all(),
    }
    return render(request, "crowdfunding/home.html", context)


@login_not_required
@require_GET
def staff_door(request: HttpRequest) -> HttpResponse:
    """Where the admin sends whoever may not enter: nobody has a password here."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(reverse("admin:index"))
