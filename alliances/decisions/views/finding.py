"""Which alliance, which proposal: what every view begins with."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.http import MemberRequest
from alliances.decisions.models import Proposal
from alliances.models import Alliance


def find_alliance(request: HttpRequest, slug: str) -> Alliance:
    return get_object_or_404(Alliance.objects.visible_to(request.user), slug=slug)


def find_proposal(request: MemberRequest, slug: str, pk: int) -> Proposal:
    found = Proposal.objects.visible_to(request.user).with_text()
    found = found.select_related("alliance", "room__alliance", "organization")
    return get_object_or_404(found, alliance__slug=slug, pk=pk)
