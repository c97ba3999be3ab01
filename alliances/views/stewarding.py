"""Looking after an alliance: who does, what it says of itself, what was reported."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import MemberRequest
from alliances.actions import safeguarding, stewarding
from alliances.forms import AllianceForm, KnownPersonForm, ReasonForm
from alliances.models import Alliance, Report, RoomEvent
from alliances.views.stewards import find_alliance, page_of
from common.decisions import Refused


@require_POST
def appoint(request: MemberRequest, slug: str) -> HttpResponse:
    alliance = find_alliance(request, slug)
    form = KnownPersonForm(request.POST)
    if not form.is_valid():
        return page_of(request, alliance, steward_form=form, status=422)
    try:
        made = stewarding.appoint(
            steward=request.user, alliance=alliance, **form.cleaned_data
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return page_of(request, alliance, steward_form=form, status=422)
    said = _("%(name)s kini pengurus.") % {"name": made.person.name}
    messages.success(request, said)
    return redirect("alliances:stewards", slug)


@require_POST
def resign(request: MemberRequest, slug: str) -> HttpResponse:
    alliance = find_alliance(request, slug)
    try:
        stewarding.resign(person=request.user, alliance=alliance)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("alliances:stewards", slug)
    messages.success(request, _("Anda bukan lagi pengurus. Terima kasih."))
    return redirect(alliance)


@require_POST
def describe(request: MemberRequest, slug: str) -> HttpResponse:
    alliance = find_alliance(request, slug)
    # The form writes into the alliance it is given, also what is refused.
    form = AllianceForm(request.POST, instance=Alliance.objects.get(pk=alliance.pk))
    if not form.is_valid():
        return page_of(request, alliance, about_form=form, status=422)
    stewarding.describe(steward=request.user, alliance=alliance, **form.cleaned_data)
    messages.success(request, _("Perubahan disimpan."))
    return redirect("alliances:stewards", slug)


@require_POST
def remove_reported(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Its author reads the reason."""
    alliance = find_alliance(request, slug)
    message = _reported(request, alliance, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        refused = {"judgement": form, "judged": message.pk}
        return page_of(request, alliance, status=422, **refused)
    try:
        safeguarding.remove(steward=request.user, message=message, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Pesan dihapus. Penulis dan pelapornya diberi tahu.")
        )
    return redirect("alliances:stewards", slug)


@require_POST
def leave_reported(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    message = _reported(request, find_alliance(request, slug), pk)
    safeguarding.leave(steward=request.user, message=message)
    messages.success(request, _("Laporan ditutup. Pelapornya diberi tahu."))
    return redirect("alliances:stewards", slug)


def _reported(request: MemberRequest, alliance: Alliance, pk: int) -> RoomEvent:
    reports = Report.objects.visible_to(request.user).open().for_list()
    here = reports.filter(message__room__alliance=alliance)
    return get_object_or_404(here, pk=pk).message
