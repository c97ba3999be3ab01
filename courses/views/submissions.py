"""What was handed in, for those who judge it; and its files."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from common.decisions import Refused
from common.http import paged
from common.uploads import serving
from common.uploads.models import Upload
from courses.actions import reviewing
from courses.forms import CohortFilter, ReviewForm
from courses.models import Submission
from courses.models.peer_review import with_peers
from courses.permissions import can_fetch, can_review, may_know_author


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """What waits for this person, the longest waiting first."""
    waiting = Submission.objects.waiting().reviewed_by(request.user)
    filters = CohortFilter(request.user, request.GET)
    if filters.wanted:
        waiting = waiting.of_cohort(filters.wanted)
    context = {"page": paged(request, waiting.for_list()), "filters": filters}
    return render(request, "courses/submissions.html", context)


@require_http_methods(["GET", "POST"])
def show(request: MemberRequest, pk: int) -> HttpResponse:
    mine = with_peers(Submission.objects.reviewed_by(request.user).for_reading())
    submission = get_object_or_404(mine.exclude(handed_in_at=None), pk=pk)
    turns = list(submission.turns.all())
    form = ReviewForm(
        submission.assignment.rubric,
        request.POST or None,
        initial={"turn": turns[0].number},
    )
    if form.is_valid():
        try:
            reviewing.review(
                reviewer=request.user, submission=submission, **form.parts()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Umpan balik terkirim."))
            return redirect("courses:submissions")
    context: dict[str, Any] = {
        "submission": submission,
        "turns": turns,
        "form": form,
        "decision": can_review(request.user, submission),
    }
    status = 422 if form.is_bound else 200
    return render(request, "courses/submission.html", context, status=status)


@require_GET
def fetch(request: MemberRequest, pk: Any) -> HttpResponseBase:
    """One file, to its owner and to those who judge it; to others there is none."""
    upload = get_object_or_404(Upload.objects.complete(), pk=pk)
    if not can_fetch(request.user, upload):
        raise Http404
    return serving.download(upload, is_named=may_know_author(request.user, upload))
