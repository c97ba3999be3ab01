"""What happened to a proposal, from its first text on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from alliances.decisions.summaries import past_of
from alliances.decisions.views.finding import find_proposal


@require_GET
def show(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    proposal = find_proposal(request, slug, pk)
    context = {
        "alliance": proposal.alliance,
        "proposal": proposal,
        "past": past_of(proposal, request.user),
    }
    return render(request, "alliances/decisions/past.html", context)
