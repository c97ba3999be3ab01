"""What anyone may see: the list of initiatives, and each one's page."""

from urllib.parse import quote

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from common.http import paged
from crowdfunding.campaigns import summaries
from crowdfunding.campaigns.forms import FilterForm
from crowdfunding.campaigns.models import Campaign, SupportForm

PAGE_SIZE = 12


@login_not_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    filters = FilterForm(request.GET)
    filters.is_valid()
    asked = filters.cleaned_data
    found = Campaign.objects.for_list().matching(
        province=asked.get("provinsi", ""),
        form=getattr(asked.get("bentuk"), "slug", ""),
        text=asked.get("cari", ""),
    )
    context = {
        "page": paged(request, found, PAGE_SIZE),
        "asked": asked,
        "is_filtered": any(asked.values()),
        "provinces": summaries.provinces_with_campaigns(),
        "forms": SupportForm.objects.all(),
    }
    return render(request, "campaigns/index.html", context)


@login_not_required
@require_GET
def show(request: HttpRequest, address: str) -> HttpResponse:
    campaign = find(request, address)
    if address != campaign.address:
        return redirect(campaign, permanent=True)
    url = request.build_absolute_uri(campaign.get_absolute_url())
    shared = f"{campaign.share_text or campaign.title}\n{url}"
    context = {
        "campaign": campaign,
        "trail": summaries.trail(campaign),
        "url": url,
        "whatsapp_url": f"https://wa.me/?text={quote(shared)}",
    }
    return render(request, "campaigns/show.html", context)


def find(request: HttpRequest, address: str) -> Campaign:
    """By the short id at the end of the address: the words before it may change."""
    return get_object_or_404(
        Campaign.objects.for_page(request.user), short_id=address.rpartition("-")[2]
    )
