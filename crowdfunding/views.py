"""The front page of lokadaya.com."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
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
