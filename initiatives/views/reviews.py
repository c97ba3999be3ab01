"""A mentor's pages: what waits to be read, and the whole worksheet with its answer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from common.decisions import Refused
from common.http import paged
from initiatives import summaries
from initiatives.actions import reviewing
from initiatives.forms import ReviewForm
from initiatives.models import Worksheet
from initiatives.permissions import can_review


@require_GET
def waiting(request: MemberRequest) -> HttpResponse:
    page = paged(request, Worksheet.objects.for_mentor(request.user))
    return render(request, "initiatives/reviews.html", {"page": page})


@require_http_methods(["GET", "POST"])
def review(request: MemberRequest, worksheet: UUID) -> HttpResponse:
    found = get_object_or_404(
        Worksheet.objects.mentored_by(request.user).select_related(
            "author__regency__province", "organization", "initiative"
        ),
        uuid=worksheet,
    )
    if request.method == "GET":
        return _page(request, found, ReviewForm(initial={"revision": found.revision}))
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        reviewing.review(mentor=request.user, worksheet=found, **form.cleaned_data)
    except Refused as refusal:
        return _page(request, found, form, refusal=str(refusal), status=422)
    messages.success(request, _("Jawaban Anda sudah dikabarkan kepada penulis."))
    return redirect("initiatives:reviews")


def _page(
    request: MemberRequest,
    worksheet: Worksheet,
    form: ReviewForm,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    journey = summaries.journey(worksheet)
    notes = form.note_fields()
    return render(
        request,
        "initiatives/review.html",
        {
            "worksheet": worksheet,
            "journey": journey,
            "steps": [(step, notes[step.number]) for step in journey.steps],
            "form": form,
            "can_review": can_review(request.user, worksheet, worksheet.revision),
            "refusal": refusal,
        },
        status=status,
    )
