"""Where reviewers read what was submitted, and publish it or send it back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from common.decisions import Refused
from common.http import paged
from crowdfunding.campaigns.actions import review
from crowdfunding.campaigns.forms import ReviewForm
from crowdfunding.campaigns.models import Campaign, Review
from crowdfunding.campaigns.permissions import can_review, is_reviewer
from crowdfunding.people.http import MemberRequest


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    _require_reviewer(request)
    waiting = (
        Campaign.objects.waiting_for_review()
        .select_related("regency__province", "partner", "initiator")
        .order_by("submitted_at", "pk")
    )
    return render(request, "campaigns/queue.html", {"page": paged(request, waiting)})


@require_http_methods(["GET", "POST"])
def show(request: MemberRequest, uuid: UUID) -> HttpResponse:
    _require_reviewer(request)
    campaign = get_object_or_404(Campaign.objects.for_page(request.user), uuid=uuid)
    if request.method == "GET":
        return _page(request, campaign, ReviewForm())
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, campaign, form, status=422)
    try:
        _answer(request, campaign, **form.cleaned_data)
    except Refused:
        # Rendered again, the page asks the same rule and shows its reason.
        return _page(request, campaign, form, status=422)
    return redirect("campaigns:queue")


def _answer(
    request: MemberRequest, campaign: Campaign, verdict: str, comment: str
) -> None:
    if verdict == Review.Verdict.PUBLISHED:
        review.publish(reviewer=request.user, campaign=campaign, comment=comment)
        messages.success(request, _("Diterbitkan: %s") % campaign.title)
    else:
        review.send_back(reviewer=request.user, campaign=campaign, comment=comment)
        messages.success(request, _("Dikembalikan: %s") % campaign.title)


def _require_reviewer(request: MemberRequest) -> None:
    """The queue does not exist for anyone else."""
    if not is_reviewer(request.user):
        raise Http404


def _page(
    request: MemberRequest, campaign: Campaign, form: ReviewForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "campaign": campaign,
        "form": form,
        "may_review": can_review(request.user, campaign),
        "answers": campaign.reviews.select_related("reviewer"),
    }
    return render(request, "campaigns/review.html", context, status=status)
