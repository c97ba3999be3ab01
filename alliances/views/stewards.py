"""What stewards decide: who joins, who is invited, who no longer belongs."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from alliances import summaries
from alliances.actions import joining
from alliances.forms import AllianceForm, KnownPersonForm, ReasonForm
from alliances.models import Alliance, AllianceMembership
from alliances.permissions import can_resign, can_steward
from common.decisions import Refused, require
from common.http import paged
from network.models import Organization

FOUND_AT_ONCE = 10
# Of what waits for a decision; the next come up as these are decided.
WAITING_AT_ONCE = 20


@require_GET
def show(request: MemberRequest, slug: str) -> HttpResponse:
    return page_of(request, find_alliance(request, slug))


@require_POST
def accept(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    alliance = find_alliance(request, slug)
    membership = get_object_or_404(alliance.memberships, pk=pk)
    try:
        joining.accept(steward=request.user, membership=membership)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("%(organization)s diterima sebagai anggota.")
        messages.success(request, said % {"organization": membership.organization})
    return redirect("alliances:stewards", alliance.slug)


@require_POST
def end(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Decline a request, take back an invitation, end a membership; with a reason."""
    alliance = find_alliance(request, slug)
    membership = get_object_or_404(alliance.memberships.current(), pk=pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return page_of(request, alliance, form=form, about=membership.pk, status=422)
    deed = joining.decline if membership.is_requested else joining.remove
    try:
        deed(steward=request.user, membership=membership, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("Keputusan tentang %(organization)s dicatat.")
        messages.success(request, said % {"organization": membership.organization})
    return redirect("alliances:stewards", alliance.slug)


@require_POST
def invite(request: MemberRequest, slug: str) -> HttpResponse:
    alliance = find_alliance(request, slug)
    listed = Organization.objects.listed()
    organization = get_object_or_404(listed, slug=request.POST.get("organization", ""))
    try:
        joining.invite(
            steward=request.user, alliance=alliance, organization=organization
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("%(organization)s diundang.")
        messages.success(request, said % {"organization": organization})
    return redirect("alliances:stewards", alliance.slug)


def find_alliance(request: MemberRequest, slug: str) -> Alliance:
    alliance = get_object_or_404(Alliance.objects.visible_to(request.user), slug=slug)
    require(can_steward(request.user, alliance))
    return alliance


def page_of(
    request: MemberRequest, alliance: Alliance, *, status: int = 200, **said: Any
) -> HttpResponse:
    """The stewards' page; `said` are forms that were refused, by their names there."""
    current = alliance.memberships.current().for_list().select_related("requested_by")
    requested = AllianceMembership.State.REQUESTED
    requests = list(current.filter(state=requested).order_by("created_at", "pk"))
    reported = summaries.reported_in(alliance, request.user)
    context = {
        "alliance": alliance,
        "reported": reported[:WAITING_AT_ONCE],
        "more_reported": max(len(reported) - WAITING_AT_ONCE, 0),
        "judgement": ReasonForm(),
        "stewards": alliance.stewards.select_related("person").order_by("pk"),
        "may_resign": can_resign(request.user, alliance),
        "requests": requests[:WAITING_AT_ONCE],
        "more_requests": max(len(requests) - WAITING_AT_ONCE, 0),
        "members": paged(request, current.exclude(state=requested)),
        "form": ReasonForm(),
        "steward_form": KnownPersonForm(),
        "about_form": AllianceForm(instance=alliance),
        "found": _found(request.GET.get("cari", "").replace("\x00", ""), alliance),
        **said,
    }
    response = render(request, "alliances/stewards.html", context, status=status)
    # It quotes what was said in rooms: going back must not show it again.
    add_never_cache_headers(response)
    return response


def _found(words: str, alliance: Alliance) -> QuerySet[Organization]:
    """Listed organisations by name that are not in the alliance yet."""
    listed = Organization.objects.listed().select_related("regency__province")
    if not words.strip():
        return listed.none()
    current = alliance.memberships.current().values("organization")
    named = listed.filter(name__icontains=words.strip()).exclude(pk__in=current)
    return named.order_by("name", "pk")[:FOUND_AT_ONCE]
