"""What its proposer and the stewards do with a proposal, all on one page."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from alliances.decisions.actions import amending, closing
from alliances.decisions.actions.locking import TextChanged
from alliances.decisions.forms.managing import (
    AmendForm,
    BecauseForm,
    CloseForm,
    ExtendForm,
)
from alliances.decisions.models import Proposal, Stand
from alliances.decisions.permissions import (
    can_amend,
    can_close,
    can_extend,
    can_manage,
    can_overrule,
)
from alliances.decisions.summaries import about, counted
from alliances.decisions.views.finding import find_proposal
from common.decisions import Refused

# Of each deed: the form it takes, what does it, and what is said when it is done.
DEEDS: dict[str, tuple[type[forms.Form], Callable[..., Any], Any]] = {
    "amend": (AmendForm, amending.amend, _("Naskah baru sudah terbit.")),
    "extend": (ExtendForm, closing.extend, _("Tenggatnya diperpanjang.")),
    "withdraw": (BecauseForm, closing.withdraw, _("Usulan ini ditarik.")),
    "close": (CloseForm, closing.close, _("Musyawarah ini selesai.")),
}


@require_GET
def show(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    proposal = find_proposal(request, slug, pk)
    if not can_manage(request.user, proposal):
        raise Http404
    return _page(request, proposal)


@require_POST
def do(request: MemberRequest, slug: str, pk: int, deed: str) -> HttpResponse:
    proposal = find_proposal(request, slug, pk)
    shape, action, said = DEEDS[deed]
    given = request.POST.copy()
    form = shape(given, auto_id=f"id_{deed}_%s")
    if form.is_valid():
        try:
            action(person=request.user, proposal=proposal, **form.cleaned_data)
        except TextChanged as changed:
            form.add_error(None, str(changed))
            proposal = find_proposal(request, slug, pk)
            given["version"] = str(proposal.version)
            return _page(request, proposal, deed, form, is_changed=True, status=422)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(said))
            return redirect(proposal)
    return _page(request, proposal, deed, form, status=422)


@require_POST
def overrule(request: MemberRequest, slug: str, pk: int, stand_pk: int) -> HttpResponse:
    proposal = find_proposal(request, slug, pk)
    stands = Stand.objects.current().filter(voice__proposal=proposal)
    stand = get_object_or_404(stands.select_related("voice__proposal"), pk=stand_pk)
    form = BecauseForm(request.POST, auto_id=f"id_overrule_{stand_pk}_%s")
    if form.is_valid():
        try:
            closing.overrule(person=request.user, stand=stand, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, str(_("Keberatan ini dikesampingkan.")))
            return redirect("decisions:manage", slug, pk)
    return _page(request, proposal, f"overrule_{stand_pk}", form, status=422)


def _page(
    request: MemberRequest,
    proposal: Proposal,
    deed: str = "",
    form: forms.Form | None = None,
    *,
    is_changed: bool = False,
    status: int = 200,
) -> HttpResponse:
    """Every deed with its form; the one that was refused as it was sent. Where another
    wrote a text in between, that is shown beside what was typed.
    """
    found = counted(proposal)

    def form_of(name: str, shape: type[forms.Form], **initial: Any) -> forms.Form:
        if name == deed and form is not None:
            return form
        return shape(initial=initial, auto_id=f"id_{name}_%s")

    text = proposal.texts.get(number=proposal.version)
    terms = {"support": found.tally.support, "roll": found.quorum.roll}
    objections = [
        (
            row,
            can_overrule(request.user, row.stand, proposal, **terms),
            form_of(f"overrule_{row.stand.pk}", BecauseForm),
        )
        for row in found.objections
        if row.stand is not None
    ]
    context = {
        "alliance": proposal.alliance,
        "proposal": proposal,
        "counted": found,
        "objections": objections,
        "may_amend": can_amend(request.user, proposal),
        "may_close": can_close(request.user, proposal),
        "may_extend": can_extend(
            request.user, proposal, is_quorate=found.quorum.is_met
        ),
        "hears": proposal.hears(),
        "amend_form": form_of(
            "amend", AmendForm, body=text.body, version=proposal.version
        ),
        "is_changed": is_changed,
        "about": about(proposal, request.user),
        "extend_form": form_of("extend", ExtendForm),
        "withdraw_form": form_of("withdraw", BecauseForm),
        "close_form": form_of("close", CloseForm),
    }
    page = "alliances/decisions/manage.html"
    return render(request, page, context, status=status)
