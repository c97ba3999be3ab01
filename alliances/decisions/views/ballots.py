"""Checking a receipt, and counting an anonymous vote again."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from alliances.decisions import ballots
from alliances.decisions.counting import spelled
from alliances.decisions.forms.stands import ReceiptForm
from alliances.decisions.models import Proposal
from alliances.decisions.summaries import counted
from alliances.decisions.views.finding import find_proposal
from common.sheets import Cell, csv_file


@require_http_methods(["GET", "POST"])
@never_cache
def show(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """The receipt comes by POST: addresses are written down on the way."""
    proposal = _anonymous(request, slug, pk)
    form = ReceiptForm(request.POST or None)
    looked_up, mine = False, None
    if request.method == "POST" and form.is_valid():
        looked_up = True
        asked = form.cleaned_data
        box = proposal.box.ballots
        mine = ballots.found(box, proposal=proposal.uuid, **asked)
    rows = [] if proposal.is_secret else _rows(proposal)
    context = {
        "alliance": proposal.alliance,
        "proposal": proposal,
        "form": form,
        "looked_up": looked_up,
        "mine": mine,
        "words": spelled(proposal, mine["choice"]) if mine else "",
        "rows": rows,
        "counted": counted(proposal),
    }
    status = 422 if form.errors else 200
    return render(request, "alliances/decisions/ballots.html", context, status=status)


@require_GET
def table(request: MemberRequest, slug: str, pk: int) -> HttpResponseBase:
    proposal = _anonymous(request, slug, pk)
    if proposal.is_secret:
        raise Http404
    head: list[Cell] = ["segel", "pilihan", "dalam kata"]
    rows: list[list[Cell]] = [list(row) for row in _rows(proposal)]
    return csv_file([head, *rows], f"surat-suara-{proposal.pk}")


def _anonymous(request: MemberRequest, slug: str, pk: int) -> Proposal:
    proposal = find_proposal(request, slug, pk)
    if not proposal.is_anonymous:
        raise Http404
    return proposal


def _rows(proposal: Proposal) -> list[tuple[str, str, str]]:
    return [
        (each["seal"], ",".join(each["choice"]), spelled(proposal, each["choice"]))
        for each in proposal.box.ballots
    ]
