"""The list of dialogues, and the page of each: what is planned, who comes, minutes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from alliances.dialogues import summaries
from alliances.dialogues.actions import planning
from alliances.dialogues.forms import (
    AnswerForm,
    AttendeeForm,
    CirculationForm,
    CommitmentForm,
    CorrectionForm,
    InvitationForm,
    PlanForm,
)
from alliances.dialogues.models import Commitment, Dialogue
from alliances.dialogues.permissions import (
    can_arrange,
    can_correct,
    can_hold,
    can_replan,
    can_unhold,
    can_write_down,
    can_write_record,
)
from alliances.dialogues.views.finding import find_alliance, find_dialogue
from alliances.forms import ReasonForm
from alliances.models import Room
from alliances.permissions import can_steward
from common.decisions import Refused, require
from common.http import paged


@require_GET
def index(request: MemberRequest, slug: str) -> HttpResponse:
    alliance = find_alliance(request, slug)
    seen = Dialogue.objects.visible_to(request.user).filter(alliance=alliance)
    seen = seen.select_related("alliance")
    context = {
        "alliance": alliance,
        "coming": seen.coming(),
        "page": paged(request, seen.past()),
        "can_steward": can_steward(request.user, alliance),
    }
    return render(request, "alliances/dialogues/index.html", context)


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, slug: str) -> HttpResponse:
    alliance = find_alliance(request, slug)
    require(can_steward(request.user, alliance))
    form = PlanForm(request.POST or None, alliance=alliance)
    if request.method == "POST" and form.is_valid():
        dialogue = planning.plan(
            steward=request.user, alliance=alliance, **form.cleaned_data
        )
        messages.success(request, _("Dialog direncanakan. Sekarang undang tamunya."))
        return redirect(dialogue)
    context = {"alliance": alliance, "form": form}
    status = 422 if form.errors else 200
    return render(request, "alliances/dialogues/plan.html", context, status=status)


@require_GET
def show(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    return page(request, find_dialogue(request, slug, pk))


@require_http_methods(["GET", "POST"])
def change(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    dialogue = find_dialogue(request, slug, pk)
    require(can_replan(request.user, dialogue))
    given = request.POST or None
    form = PlanForm(given, instance=dialogue, alliance=dialogue.alliance)
    if request.method == "POST" and form.is_valid():
        is_told = planning.change(
            steward=request.user, dialogue=dialogue, **form.cleaned_data
        )
        told = _("Disimpan, dan organisasi yang diundang dikabari.")
        messages.success(request, told if is_told else _("Perubahan disimpan."))
        return redirect(dialogue)
    context = {"alliance": dialogue.alliance, "dialogue": dialogue, "form": form}
    status = 422 if form.errors else 200
    return render(request, "alliances/dialogues/plan.html", context, status=status)


@require_POST
def cancel(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    dialogue = find_dialogue(request, slug, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return page(request, dialogue, status=422, reason_form=form)
    try:
        planning.cancel(steward=request.user, dialogue=dialogue, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return page(request, dialogue, status=422, reason_form=form)
    messages.success(request, _("Dialog dibatalkan, dan yang diundang dikabari."))
    return redirect(dialogue)


@require_POST
def unhold(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    dialogue = find_dialogue(request, slug, pk)
    try:
        planning.unhold(steward=request.user, dialogue=dialogue)
    except Refused as refusal:
        return refused(request, dialogue, refusal)
    messages.success(request, _("Dialog ini kembali direncanakan."))
    return redirect(dialogue)


def _room(request: MemberRequest, dialogue: Dialogue) -> Room | None:
    """Its name is for those who may enter; guests of a dialogue may not."""
    if dialogue.room is None:
        return None
    return Room.objects.visible_to(request.user).filter(pk=dialogue.room.pk).first()


def refused(
    request: MemberRequest, dialogue: Dialogue, refusal: Refused
) -> HttpResponse:
    messages.error(request, str(refusal))
    return page(request, dialogue, status=422)


def page(
    request: MemberRequest, dialogue: Dialogue, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """The whole page; a form that was filled in takes the place of its empty one."""
    record = getattr(dialogue, "record", None)
    arranges = can_arrange(request.user, dialogue)
    promised = Commitment.objects.visible_to(request.user).filter(dialogue=dialogue)
    context: dict[str, Any] = {
        "alliance": dialogue.alliance,
        "dialogue": dialogue,
        "record": record if record and (arranges or not record.is_draft) else None,
        "can_arrange": arranges,
        "can_replan": can_replan(request.user, dialogue),
        "can_hold": can_hold(request.user, dialogue),
        "can_unhold": arranges and can_unhold(request.user, dialogue),
        "can_write_down": arranges and can_write_down(request.user, dialogue),
        "room": _room(request, dialogue),
        "can_write": arranges and can_write_record(request.user, dialogue),
        "can_correct": record is not None and can_correct(request.user, record),
        "invitations": dialogue.invitations.for_list(),
        "own": summaries.own_invitations(dialogue, request.user),
        "parties": summaries.parties(dialogue),
        "commitments": promised.for_list(),
        "corrections": record.corrections.order_by("pk") if record else [],
        "answer_form": AnswerForm(),
        "correction_form": CorrectionForm(),
    }
    if arranges:
        context |= {
            "names": summaries.names_at_hand(dialogue.alliance),
            "invitation_form": InvitationForm(prefix="undang"),
            "attendee_form": AttendeeForm(prefix="hadir"),
            "commitment_form": CommitmentForm(prefix="janji"),
            "circulation_form": CirculationForm(),
            "reason_form": ReasonForm(),
        }
    context |= forms
    return render(request, "alliances/dialogues/dialogue.html", context, status=status)
