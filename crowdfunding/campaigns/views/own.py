"""Where an initiator works: her initiatives, her draft, editing and submitting it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common.decisions import Refused
from common.http import paged
from crowdfunding.campaigns import suggestions
from crowdfunding.campaigns.actions import editing, review, suggesting
from crowdfunding.campaigns.forms import (
    EditForm,
    NeedFormSet,
    Needs,
    as_initial,
    written,
)
from crowdfunding.campaigns.models import Campaign
from crowdfunding.campaigns.permissions import (
    can_apply,
    can_close,
    can_edit,
    can_replace_needs,
    can_submit,
)
from crowdfunding.people.http import MemberRequest


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    own = (
        Campaign.objects.filter(initiator=request.user)
        .select_related("regency__province", "partner")
        .with_needs()
        .order_by("-updated_at", "-pk")
    )
    return render(request, "campaigns/mine.html", {"page": paged(request, own)})


@require_GET
def show(request: MemberRequest, uuid: UUID) -> HttpResponse:
    return _own_page(request, _find(request, uuid))


@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, uuid: UUID) -> HttpResponse:
    campaign = _find(request, uuid)
    allowed = can_edit(request.user, campaign)
    if not allowed:
        messages.warning(request, allowed.reason)
    if request.method == "GET":
        if not allowed:
            return redirect(campaign.get_own_url())
        return _edit_page(request, campaign, *_unbound(campaign))
    form = EditForm(request.POST, instance=_find(request, uuid))
    needs = NeedFormSet(request.POST, prefix="needs")
    # Sent for review meanwhile, from another tab: what was written comes back.
    if not (form.is_valid() & needs.is_valid()) or not allowed:
        return _edit_page(request, campaign, form, needs, status=422)
    editing.edit(
        initiator=request.user,
        campaign=campaign,
        needs=written(needs),
        **form.cleaned_data,
    )
    messages.success(request, _("Tersimpan."))
    return redirect(campaign.get_own_url())


@require_POST
def submit(request: MemberRequest, uuid: UUID) -> HttpResponse:
    campaign = _find(request, uuid)
    try:
        review.submit(initiator=request.user, campaign=campaign)
    except Refused:
        # Rendered again, the page asks the same rule and shows its reason.
        return _own_page(request, campaign, status=422)
    messages.success(request, _("Diajukan. Peninjau akan membacanya."))
    return redirect(campaign.get_own_url())


@require_POST
def close(request: MemberRequest, uuid: UUID) -> HttpResponse:
    campaign = _find(request, uuid)
    try:
        review.close(initiator=request.user, campaign=campaign)
    except Refused:
        return _own_page(request, campaign, status=422)
    messages.success(request, _("Inisiatif ditutup. Terima kasih kepada pendukungnya."))
    return redirect(campaign.get_own_url())


@require_POST
def suggestion(request: MemberRequest, uuid: UUID, revision: int) -> HttpResponse:
    """Apply the parts that are ticked, or all, or none."""
    campaign = _find(request, uuid)
    changes = campaign.suggested_changes.filter(settled_at=None)
    change = get_object_or_404(changes, revision=revision)
    if "singkirkan" in request.POST:
        suggesting.put_aside(initiator=request.user, change=change)
        messages.success(request, _("Usulan disingkirkan."))
        return redirect(campaign.get_own_url())
    names = request.POST.getlist("bagian")
    if not names:
        messages.warning(request, _("Centang dulu bagian yang Anda terapkan."))
        return redirect(f"{campaign.get_own_url()}#usulan")
    suggesting.apply(initiator=request.user, change=change, names=names)
    messages.success(request, _("Diterapkan. Isinya sekarang seperti lembar kerja."))
    return redirect(campaign.get_own_url())


def _find(request: MemberRequest, uuid: UUID) -> Campaign:
    own = Campaign.objects.for_page(request.user).filter(initiator=request.user)
    return get_object_or_404(own, uuid=uuid)


def _own_page(
    request: MemberRequest, campaign: Campaign, *, status: int = 200
) -> HttpResponse:
    suggested = suggestions.newest_of(campaign)
    differences = suggestions.differences(campaign, suggested) if suggested else []
    context = {
        "campaign": campaign,
        "may_edit": can_edit(request.user, campaign),
        "may_submit": can_submit(request.user, campaign),
        "may_close": can_close(request.user, campaign),
        "answer": campaign.reviews.first(),
        "suggested": suggested,
        "differences": differences,
        "may_apply": can_apply(request.user, campaign),
        "may_replace_needs": can_replace_needs(campaign),
    }
    return render(request, "campaigns/own.html", context, status=status)


def _unbound(campaign: Campaign) -> tuple[EditForm, Needs]:
    consents = {"consents_to_fee": campaign.fee_consented_at is not None}
    needs = as_initial(campaign.needs.all())
    return (
        EditForm(instance=campaign, initial=consents),
        NeedFormSet(initial=needs, prefix="needs"),
    )


def _edit_page(
    request: MemberRequest,
    campaign: Campaign,
    form: EditForm,
    needs: Needs,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"campaign": campaign, "form": form, "needs": needs}
    return render(request, "campaigns/edit.html", context, status=status)
