"""Which organisation speaks for which, given and taken back."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest
from alliances.decisions.actions import entrusting
from alliances.decisions.forms.managing import ProxyForm
from alliances.decisions.models import Proposal, Proxy
from alliances.decisions.permissions import can_propose
from alliances.decisions.views.finding import find_alliance
from alliances.representation import acting_in, deciding_in
from common.decisions import Refused
from common.http import paged


@require_http_methods(["GET", "POST"])
def show(request: MemberRequest, slug: str) -> HttpResponse:
    """Every proxy of the alliance is known to its members."""
    alliance = find_alliance(request, slug)
    if not can_propose(request.user, alliance):
        raise Http404
    now, own = timezone.now(), acting_in(request.user, alliance)
    proposals = Proposal.objects.visible_to(request.user).hearing(now)
    form = ProxyForm(
        request.POST or None,
        own=own,
        others=deciding_in(alliance, None).order_by("name"),
        proposals=proposals.filter(alliance=alliance).order_by("closes_at"),
    )
    if request.method == "POST" and form.is_valid():
        try:
            entrusting.entrust(
                person=request.user, alliance=alliance, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Kuasa diberikan, dan tercatat di jurnal."))
            return redirect("decisions:proxies", alliance.slug)
    visible = Proposal.objects.visible_to(request.user)
    proxies = Proxy.objects.filter(Q(proposal=None) | Q(proposal__in=visible))
    proxies = proxies.filter(alliance=alliance).for_page()
    context = {
        "alliance": alliance,
        "form": form,
        "own": set(own.values_list("pk", flat=True)),
        "page": paged(request, proxies),
        "today": timezone.localdate(),
    }
    status = 422 if form.errors else 200
    return render(request, "alliances/decisions/proxies.html", context, status=status)


@require_POST
def revoke(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    alliance = find_alliance(request, slug)
    if not can_propose(request.user, alliance):
        raise Http404
    proxy = get_object_or_404(Proxy, alliance=alliance, pk=pk)
    try:
        entrusting.revoke(person=request.user, proxy=proxy)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Kuasa ini berakhir."))
    return redirect("decisions:proxies", alliance.slug)
