"""The scoreboard of commitments, the page of each, and reports on it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from alliances.dialogues import summaries
from alliances.dialogues.actions import promising
from alliances.dialogues.forms import AmendForm, CommitmentForm, ReportForm
from alliances.dialogues.models import Commitment
from alliances.dialogues.permissions import can_arrange, can_report
from alliances.dialogues.views.dialogues import page
from alliances.dialogues.views.finding import (
    find_alliance,
    find_commitment,
    find_dialogue,
)
from alliances.permissions import can_steward
from common.decisions import Refused, require
from common.http import paged


@login_not_required
@require_GET
def index(request: HttpRequest, slug: str) -> HttpResponse:
    alliance = find_alliance(request, slug)
    state = request.GET.get("keadaan", "")
    total, owners = summaries.scoreboard(alliance)
    context = {
        "alliance": alliance,
        "total": total,
        "owners": owners,
        "state": state,
        "states": [
            ("", _("Semua")),
            ("late", _("Lewat tenggat")),
            ("going", _("Berjalan")),
            ("kept", _("Ditepati")),
            ("broken", _("Tidak ditepati")),
        ],
        "page": paged(request, summaries.commitments(alliance, request.user, state)),
    }
    return render(request, "alliances/dialogues/commitments.html", context)


@require_POST
def new(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    dialogue = find_dialogue(request, slug, pk)
    require(can_arrange(request.user, dialogue))
    form = CommitmentForm(request.POST, prefix="janji")
    if not form.is_valid():
        return page(request, dialogue, status=422, commitment_form=form)
    try:
        promising.promise(
            steward=request.user,
            alliance=dialogue.alliance,
            dialogue=dialogue,
            **form.cleaned_data,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return page(request, dialogue, status=422, commitment_form=form)
    messages.success(request, _("Komitmen dicatat."))
    return redirect(f"{dialogue.get_absolute_url()}#komitmen")


@login_not_required
@require_GET
def show(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    return _page(request, find_commitment(request, slug, pk))


@require_POST
def report(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    commitment = find_commitment(request, slug, pk)
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _page(request, commitment, form, status=422)
    try:
        promising.report(
            person=request.user, commitment=commitment, **form.cleaned_data
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, commitment, form, status=422)
    messages.success(request, _("Kabar komitmen disimpan."))
    return redirect(commitment)


@require_http_methods(["GET", "POST"])
def amend(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    commitment = find_commitment(request, slug, pk)
    require(can_steward(request.user, commitment.alliance))
    now = {
        "text": commitment.text,
        "who": commitment.owner,
        "due_on": commitment.due_on,
    }
    form = AmendForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            promising.amend(
                steward=request.user, commitment=commitment, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Komitmen ini dibetulkan."))
            return redirect(commitment)
    context = {
        "alliance": commitment.alliance,
        "commitment": commitment,
        "form": form,
        "names": summaries.names_at_hand(commitment.alliance),
    }
    status = 422 if form.errors else 200
    return render(request, "alliances/dialogues/amend.html", context, status=status)


@require_POST
def display(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    commitment = find_commitment(request, slug, pk)
    is_public = request.POST.get("public") == "1"
    promising.show(steward=request.user, commitment=commitment, is_public=is_public)
    shown = _("Komitmen ini kini tampil di papan komitmen.")
    hidden = _("Komitmen ini kini hanya terbaca di aliansi.")
    messages.success(request, shown if is_public else hidden)
    return redirect(commitment)


def _page(
    request: HttpRequest,
    commitment: Commitment,
    form: ReportForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    dialogue = commitment.dialogue
    sees = dialogue is not None and dialogue.is_visible_to(request.user)
    reports = commitment.reports.select_related("author", "organization")
    context = {
        "alliance": commitment.alliance,
        "commitment": commitment,
        "dialogue": dialogue if sees else None,
        "page": paged(request, reports.order_by("-pk")),
        "amendments": summaries.amendments(commitment),
        "can_report": can_report(request.user, commitment),
        "can_steward": can_steward(request.user, commitment.alliance),
        "form": form or ReportForm(initial={"state": commitment.state}),
    }
    return render(
        request, "alliances/dialogues/commitment.html", context, status=status
    )
