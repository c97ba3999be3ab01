"""Reading the work of a peer, and what a peer said of one's own."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from common.decisions import Refused
from common.http import paged
from courses.actions import peer_reviewing
from courses.forms import PeerReviewForm, ThanksForm
from courses.models import PeerReview
from courses.permissions import can_give


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """What this person is asked to read, the soonest due first; then what was read."""
    mine = PeerReview.objects.of_reviewer(request.user).readable()
    page = paged(request, mine.for_list())
    waiting = mine.open().count()
    return render(
        request, "courses/peer_reviews.html", {"page": page, "waiting": waiting}
    )


@require_http_methods(["GET", "POST"])
def show(request: MemberRequest, pk: int) -> HttpResponse:
    mine = PeerReview.objects.of_reviewer(request.user).of_those_still_there()
    review = get_object_or_404(mine.for_reading(), pk=pk)
    assignment = review.round.turn.submission.assignment
    form = PeerReviewForm(assignment.rubric, request.POST or None)
    if form.is_valid():
        try:
            peer_reviewing.give(reviewer=request.user, review=review, **form.parts())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Telaah Anda terkirim. Terima kasih."))
            return redirect("courses:peer_reviews")
    context = {
        "review": review,
        "assignment": assignment,
        "form": form,
        "decision": can_give(request.user, review),
    }
    status = 422 if form.is_bound else 200
    return render(request, "courses/peer_review.html", context, status=status)


@require_http_methods(["GET", "POST"])
def thank(request: MemberRequest, pk: int) -> HttpResponse:
    received = PeerReview.objects.received_by(request.user).for_list()
    review = get_object_or_404(received.select_related("reviewer"), pk=pk)
    kept = {"helped": review.helped, "thanks": review.thanks}
    form = ThanksForm(request.POST or None, initial=kept)
    if form.is_valid():
        peer_reviewing.thank(author=request.user, review=review, **form.cleaned_data)
        messages.success(request, _("Tanggapan Anda tersimpan."))
        return redirect(review.round.turn.submission.assignment.activity)
    context = {"review": review, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "courses/peer_thanks.html", context, status=status)
