"""The review round of a document: opened, answered, extended, closed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from alliances.documents.actions import reviewing
from alliances.documents.forms import AnswerForm, DueForm, RoundForm
from alliances.documents.models import Document, Review, ReviewRound
from alliances.documents.permissions import can_publish
from alliances.documents.views.finding import find_open
from alliances.models import SOCIETY
from alliances.representation import acting_for
from common.decisions import Refused
from network.models import Organization


@require_GET
def show(request: MemberRequest, slug: str, document: str) -> HttpResponse:
    return _page(request, find_open(request, slug, document))


@require_POST
def begin(request: MemberRequest, slug: str, document: str) -> HttpResponse:
    found = find_open(request, slug, document)
    form = RoundForm(request.POST, organizations=_asked(found))
    if not form.is_valid():
        return _page(request, found, {"form": form}, status=422)
    try:
        reviewing.open_round(steward=request.user, document=found, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, found, {"form": form}, status=422)
    messages.success(request, _("Tinjauan dibuka. Peninjau sudah diberi tahu."))
    return redirect("documents:review", slug, document)


@require_POST
def answer(request: MemberRequest, slug: str, document: str, pk: int) -> HttpResponse:
    found = find_open(request, slug, document)
    review = get_object_or_404(Review, pk=pk, round__document=found)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        more = {"answer_form": form, "about": review.pk}
        return _page(request, found, more, status=422)
    try:
        reviewing.answer(person=request.user, review=review, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, found, {"unsent": form}, status=422)
    messages.success(request, _("Jawaban tersimpan."))
    return redirect("documents:review", slug, document)


@require_POST
def manage(request: MemberRequest, slug: str, document: str, deed: str) -> HttpResponse:
    found = find_open(request, slug, document)
    running = get_object_or_404(
        ReviewRound.objects.running().select_related("document__alliance"),
        document=found,
    )
    if deed == "tutup":
        reviewing.close_round(steward=request.user, round_=running)
        messages.success(request, _("Tinjauan ditutup. Naskah kembali menjadi draf."))
    elif deed == "perpanjang":
        form = DueForm(request.POST)
        if not form.is_valid():
            return _page(request, found, {"due_form": form}, status=422)
        try:
            reviewing.extend_round(
                steward=request.user, round_=running, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error("due_at", str(refusal))
            return _page(request, found, {"due_form": form}, status=422)
        messages.success(request, _("Tenggat diperpanjang."))
    else:
        raise Http404
    return redirect("documents:review", slug, document)


def _page(
    request: MemberRequest,
    document: Document,
    more: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    rounds = document.rounds.select_related("version", "opened_by")
    running = rounds.running().first()
    last = running or rounds.order_by("-opened_at").first()
    reviews = list(last.reviews.for_list()) if last else []
    own = set(acting_for(request.user).values_list("pk", flat=True))
    context = {
        "document": document,
        "alliance": document.alliance,
        "round": last,
        "reviews": reviews,
        "answered": sum(review.state != Review.State.WAITING for review in reviews),
        "own": [r for r in reviews if running and r.organization_id in own],
        "can_publish": can_publish(request.user, document),
        "form": None if running else _round_form(document),
        "answer_form": AnswerForm(),
        "due_form": DueForm(auto_id="extend_%s"),
        **(more or {}),
    }
    return render(request, "alliances/documents/review.html", context, status=status)


def _round_form(document: Document) -> RoundForm:
    asked = _asked(document)
    return RoundForm(organizations=asked, initial={"organizations": asked})


def _asked(document: Document) -> Any:
    """The members who see the draft."""
    members = Organization.objects.filter(
        alliance_memberships__in=document.alliance.memberships.active()
    )
    if document.circle == Document.Circle.SOCIETY:
        members = members.filter(kind__in=SOCIETY)
    return members.order_by("name", "pk")
