"""Proposing an organisation, and deciding on proposals."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from accounts.http import MemberRequest
from common.decisions import Refused
from common.http import paged
from common.views import next_page
from network.actions import proposals
from network.forms import ProposeForm, ReasonForm
from network.models import Membership, Organization
from network.permissions import can_see_proposals
from network.views.directory import find


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: MemberRequest) -> HttpResponse:
    known = {"name": request.GET.get("nama", ""), "regency": request.user.regency}
    form = ProposeForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            organization = proposals.propose(proposer=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            sentence = _("Usulan %(name)s sampai ke koordinator provinsi.")
            messages.success(request, sentence % {"name": organization.name})
            return redirect(next_page(request, organization.get_absolute_url()))
    context = {"form": form, "next": next_page(request, "")}
    status = 422 if request.method == "POST" else 200
    return render(request, "network/propose.html", context, status=status)


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    if not can_see_proposals(request.user):
        raise Http404
    context = {
        "page": paged(request, Organization.objects.for_deciding(request.user)),
        "requests": Membership.objects.decidable_by(request.user).count(),
    }
    return render(request, "network/proposals.html", context)


@require_POST
def accept(request: MemberRequest, slug: str) -> HttpResponse:
    organization = find(request, slug)
    proposals.accept(actor=request.user, organization=organization)
    messages.success(
        request, _("%(name)s sekarang terdaftar.") % {"name": organization.name}
    )
    return redirect("network:proposals")


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: MemberRequest, slug: str) -> HttpResponse:
    organization = find(request, slug)
    if not can_see_proposals(request.user):
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        proposals.decline(
            actor=request.user, organization=organization, **form.cleaned_data
        )
        messages.success(request, _("Usulan ditolak; alasannya tercatat."))
        return redirect("network:proposals")
    context = {"organization": organization, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "network/decline.html", context, status=status)
