"""Taking a stand, casting a ballot, and bringing a proposal into a room."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest
from alliances.decisions import ballots
from alliances.decisions.actions import carrying, speaking
from alliances.decisions.actions.locking import TextChanged
from alliances.decisions.counting import spelled
from alliances.decisions.forms.stands import BallotForm, StandForm
from alliances.decisions.models import Proposal, Voice
from alliances.decisions.views.finding import find_proposal
from alliances.decisions.views.proposals import page_of
from alliances.models import Room
from alliances.openly import OpenForm
from common.decisions import Refused


@require_POST
@never_cache
def speak(request: MemberRequest, slug: str, pk: int, voice_pk: int) -> HttpResponse:
    proposal = find_proposal(request, slug, pk)
    voices = proposal.voices.select_related("organization")
    voice = get_object_or_404(voices, pk=voice_pk)
    if proposal.is_anonymous:
        return _cast(request, proposal, voice)
    auto_id = f"id_{voice.pk}_%s"
    given = request.POST.copy()
    form = StandForm(given, proposal=proposal, auto_id=auto_id)
    if form.is_valid():
        try:
            speaking.speak(
                person=request.user,
                proposal=proposal,
                organization=voice.organization,
                **form.cleaned_data,
            )
        except TextChanged as changed:
            form.add_error(None, str(changed))
            proposal = find_proposal(request, slug, pk)
            given["version"] = str(proposal.version)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("Sikap %(organization)s tercatat.")
            messages.success(request, said % {"organization": voice.organization})
            return redirect(proposal)
    return page_of(request, proposal, voice=voice, form=form, status=422)


def _cast(request: MemberRequest, proposal: Proposal, voice: Voice) -> HttpResponse:
    """The receipt is the answer itself, so that it is kept nowhere.

    A request under a key is refused: its answer would be kept to be repeated.
    """
    given = request.POST.copy()
    given["code"] = given.get("code") or ballots.new_code()
    form = BallotForm(
        given,
        proposal=proposal,
        changes=voice.has_spoken,
        auto_id=f"id_{voice.pk}_%s",
    )
    if "Idempotency-Key" in request.headers or "idempotency_key" in request.POST:
        form.add_error(None, _("Surat suara dikirim langsung, tidak lewat antrean."))
    if form.is_valid():
        try:
            receipt = speaking.cast(
                person=request.user,
                proposal=proposal,
                organization=voice.organization,
                **form.cleaned_data,
            )
        except TextChanged as changed:
            form.add_error(None, str(changed))
            proposal = find_proposal(request, proposal.alliance.slug, proposal.pk)
            given["version"] = str(proposal.version)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            context = {
                "alliance": proposal.alliance,
                "proposal": proposal,
                "receipt": receipt,
                "words": spelled(proposal, receipt.choice),
            }
            return render(request, "alliances/decisions/receipt.html", context)
    return page_of(request, proposal, voice=voice, form=form, status=422)


@require_http_methods(["GET", "POST"])
def bring(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Choose a room, and say there that this is to be talked about."""
    proposal = find_proposal(request, slug, pk)
    rooms = Room.objects.visible_to(request.user).open()
    rooms = rooms.filter(alliance=proposal.alliance).heard_from(request.user)
    refused: dict[Room, OpenForm] = {}
    if proposal.room is not None:
        rooms = rooms.filter(pk=proposal.room.pk)
    if request.method == "POST":
        chosen = get_object_or_404(
            rooms.select_related("alliance"), slug=request.POST.get("room", "")
        )
        form = _open_form(chosen, request.POST)
        if form.is_valid():
            try:
                said = carrying.bring(
                    person=request.user, proposal=proposal, room=chosen
                )
            except Refused as refusal:
                messages.error(request, str(refusal))
            else:
                return redirect(said)
        refused[chosen] = form
    context = {
        "alliance": proposal.alliance,
        "proposal": proposal,
        "rooms": [
            (room, refused.get(room) or _open_form(room))
            for room in rooms.order_by("position", "pk")
        ],
    }
    status = 422 if refused else 200
    return render(request, "alliances/decisions/bring.html", context, status=status)


def _open_form(room: Room, given: Any = None) -> OpenForm:
    auto_id = f"id_{room.slug}_%s"
    return OpenForm(given, is_masked=room.masked_as is not None, auto_id=auto_id)
