"""The public directory, an organisation's page, and editing it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from common.decisions import Refused
from common.http import paged
from network.actions import editing
from network.forms import DescribeForm, DirectoryForm
from network.models import Membership, Organization
from network.models.organization import OrganizationQuerySet
from network.permissions import (
    can_ask_to_join,
    can_decide_proposal,
    can_edit,
    can_see_proposals,
)
from network.summaries import reason_declined

SHOWN_MEMBERS = 50


@login_not_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    form = DirectoryForm(request.GET)
    form.is_valid()
    listed = Organization.objects.listed().for_directory(request.user)
    context = {
        "form": form,
        "page": paged(request, _filtered(listed, form)),
        "filtered": any(form.cleaned_data.values()),
        "narrowed": any(v for k, v in form.cleaned_data.items() if k != "q"),
        "can_see_proposals": can_see_proposals(request.user),
    }
    return render(request, "network/directory.html", context)


def _filtered(
    organizations: OrganizationQuerySet, form: DirectoryForm
) -> OrganizationQuerySet:
    asked = form.cleaned_data
    if asked.get("q"):
        organizations = organizations.named_like(asked["q"])
    if asked.get("provinsi"):
        organizations = organizations.filter(regency__province=asked["provinsi"])
    if asked.get("jenis"):
        organizations = organizations.filter(kind=asked["jenis"])
    if asked.get("sektor"):
        organizations = organizations.filter(sectors=asked["sektor"])
    return organizations


@login_not_required
@require_GET
def show(request: HttpRequest, slug: str) -> HttpResponse:
    organization = find(request, slug)
    members = Membership.objects.for_organization(request.user)
    own = Membership.objects.active().filter(organization=organization)
    declined = organization.state == Organization.State.DECLINED
    context = {
        "organization": organization,
        "reason_declined": reason_declined(organization) if declined else "",
        "members": members.filter(organization=organization)[:SHOWN_MEMBERS],
        "own": own.filter(person_id=request.user.pk).first(),
        "join_decision": can_ask_to_join(request.user, organization),
        "edit_decision": can_edit(request.user, organization),
        "proposal_decision": can_decide_proposal(request.user, organization),
    }
    return render(request, "network/organization.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest, slug: str) -> HttpResponse:
    organization = find(request, slug)
    decision = can_edit(request.user, organization)
    if not decision:
        raise Refused(decision.reason)
    known = {
        "about": organization.about,
        "legal_form": organization.legal_form,
        "founded_year": organization.founded_year,
        "sectors": organization.sectors.all(),
    }
    form = DescribeForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        editing.describe(
            actor=request.user, organization=organization, **form.cleaned_data
        )
        messages.success(request, _("Halaman organisasi tersimpan."))
        return redirect(organization)
    context = {"organization": organization, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "network/edit.html", context, status=status)


def find(request: HttpRequest, slug: str) -> Organization:
    visible = Organization.objects.for_directory(request.user)
    return get_object_or_404(visible, slug=slug)
