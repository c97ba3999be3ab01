"""The list of an alliance's proposals, a new one, and the page of each."""

from typing import Any

from django.core.signing import BadSignature
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from alliances.decisions import ballots, links
from alliances.decisions.actions import opening
from alliances.decisions.forms.proposals import ProposalForm
from alliances.decisions.forms.stands import BallotForm, StandForm
from alliances.decisions.models import Proposal, Voice
from alliances.decisions.permissions import can_manage, can_propose
from alliances.decisions.summaries import Counted, Mouth, about, counted, mouths_of
from alliances.decisions.views.finding import find_alliance, find_proposal
from alliances.models import Alliance, Room, RoomPseudonym
from alliances.representation import acting_in
from common.decisions import Refused
from common.http import paged, wants_fragment
from forum.links import ask_url
from forum.summaries import topics_about

FILTERS = ("terbuka", "perlu-sikap", "selesai")


@require_GET
def index(request: MemberRequest, slug: str) -> HttpResponse:
    alliance = find_alliance(request, slug)
    own = acting_in(request.user, alliance)
    awaited = Voice.objects.awaited(timezone.now()).filter(organization__in=own)
    proposals = Proposal.objects.for_list(request.user).filter(alliance=alliance)
    room = _room(request, alliance)
    if room is not None:
        proposals = proposals.of_room(room)
    chosen = request.GET.get("tampil", "")
    if chosen == "perlu-sikap":
        proposals = proposals.filter(pk__in=awaited.values("proposal"))
    elif chosen == "selesai":
        proposals = proposals.exclude(state=Proposal.State.OPEN)
    elif chosen == "terbuka":
        proposals = proposals.open()
    context = {
        "alliance": alliance,
        "page": paged(request, proposals),
        "awaited": set(awaited.values_list("proposal", flat=True)),
        "chosen": chosen if chosen in FILTERS else "",
        "room": room,
        "may_propose": can_propose(request.user, alliance),
    }
    return render(request, "alliances/decisions/index.html", context)


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, slug: str) -> HttpResponse:
    alliance = find_alliance(request, slug)
    subject = _subject(request)
    if subject is not None and getattr(subject, "alliance", None) != alliance:
        raise Http404
    bound = subject if isinstance(subject, Room) else getattr(subject, "room", None)
    rooms = Room.objects.visible_to(request.user).open().filter(alliance=alliance)
    masks = RoomPseudonym.objects.of(request.user)
    masks = masks.filter(room__in=[bound] if bound else rooms)
    form = ProposalForm(
        request.POST or None,
        rooms=None if bound else rooms.order_by("position", "pk"),
        is_masked=masks.exists(),
    )
    if request.method == "POST" and form.is_valid():
        asked = {"room": bound, **form.cleaned_data}
        try:
            proposal = opening.open_proposal(
                person=request.user, alliance=alliance, subject=subject, **asked
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(proposal)
    context = {
        "alliance": alliance,
        "form": form,
        "subject": subject,
        "room": bound,
        "decision": can_propose(request.user, alliance, bound),
    }
    status = 422 if form.errors else 200
    return render(request, "alliances/decisions/new.html", context, status=status)


@require_GET
def show(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    proposal = find_proposal(request, slug, pk)
    if wants_fragment(request):
        context = {"proposal": proposal, "counted": counted(proposal)}
        return render(request, "alliances/decisions/_quorum.html", context)
    return page_of(request, proposal)


def page_of(
    request: MemberRequest,
    proposal: Proposal,
    *,
    voice: Voice | None = None,
    form: StandForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page, with what was wrong in the answer for one organisation."""
    found = counted(proposal)
    voices = [row.voice for row in found.said]
    mouths = [
        (mouth, form if voice == mouth.voice and form else _form(found, mouth))
        for mouth in mouths_of(request.user, proposal, voices)
    ]
    is_shown = any(mouth.voice == voice for mouth, _form_of in mouths)
    place = proposal.room or proposal.alliance
    context: dict[str, Any] = {
        "alliance": proposal.alliance,
        "proposal": proposal,
        "counted": found,
        "mouths": mouths,
        # What came too late to be answered by a form.
        "refused": form if form and not is_shown else None,
        "about": about(proposal, request.user),
        "may_manage": can_manage(request.user, proposal),
        "topics": topics_about(proposal, request.user),
        "ask_url": ask_url(place=place.audience_name, origin=proposal),
    }
    page = "alliances/decisions/proposal.html"
    response = render(request, page, context, status=status)
    if proposal.is_anonymous or proposal.room is not None:
        # A code that is offered stands on one page alone; and going back must not
        # show what is decided in a room after its people left it in haste.
        add_never_cache_headers(response)
    return response


def _form(found: Counted, mouth: Mouth) -> StandForm:
    """Filled with what the organisation says now."""
    proposal, auto_id = found.proposal, f"id_{mouth.voice.pk}_%s"
    if proposal.is_anonymous:
        changes = mouth.voice.has_spoken
        offered = {"version": proposal.version, "code": ballots.new_code()}
        return BallotForm(
            proposal=proposal, changes=changes, initial=offered, auto_id=auto_id
        )
    stand = next(row.stand for row in found.said if row.voice == mouth.voice)
    initial: dict[str, Any] = {"version": proposal.version}
    if stand is not None:
        places = enumerate(stand.choice, start=1)
        initial |= {f"place_{place}": number for place, number in places}
        initial |= {"answer": stand.answer, "reason": stand.reason}
        initial["abstains"] = stand.answer == "abstain"
    return StandForm(proposal=proposal, initial=initial, auto_id=auto_id)


def _room(request: MemberRequest, alliance: Alliance) -> Room | None:
    """The one whose proposals alone are asked for."""
    if not (slug := request.GET.get("ruang", "")):
        return None
    rooms = Room.objects.visible_to(request.user).select_related("alliance")
    return get_object_or_404(rooms, alliance=alliance, slug=slug)


def _subject(request: MemberRequest) -> Any:
    """What the address says the proposal is about, if this reader may see it."""
    signed = request.GET.get(links.PARAMETER)
    if not signed:
        return None
    try:
        subject: Any = links.read_subject(signed)
    except (BadSignature, LookupError) as error:
        raise Http404 from error
    if subject is None or not subject.is_visible_to(request.user):
        raise Http404
    return subject
