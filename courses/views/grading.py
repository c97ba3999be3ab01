"""Essays that wait for a person."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from common.decisions import Refused, require
from common.http import paged
from courses.actions import grading
from courses.forms import CohortFilter, GradeForm
from courses.models import Answer, Attempt
from courses.permissions import can_grade
from courses.summaries.reviews import whole_review


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    """What waits for this person's eye, the longest waiting first."""
    attempts = Attempt.objects.graded_by(request.user)
    filters = CohortFilter(request.user, request.GET)
    if filters.wanted:
        attempts = attempts.of_cohort(filters.wanted)
    answers = (
        Answer.objects.ungraded()
        .filter(attempt__in=attempts)
        .exclude(attempt__learner=request.user)
        .select_related(
            "version", "attempt__learner", "attempt__quiz__activity__module__course"
        )
        .order_by("attempt__submitted_at", "position")
    )
    context = {"page": paged(request, answers), "filters": filters}
    return render(request, "courses/essays.html", context)


@require_http_methods(["GET", "POST"])
def grade(request: MemberRequest, pk: int) -> HttpResponse:
    answer = _find(request, pk)
    attempt = Attempt.objects.for_reading().get(pk=answer.attempt_id)
    require(can_grade(request.user, attempt))
    form = GradeForm(request.POST or None, initial=_as_graded(answer))
    if form.is_valid():
        try:
            grading.grade(grader=request.user, answer=answer, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Nilai tersimpan."))
            return redirect("courses:essays")
    whole = whole_review(attempt)
    context = {
        "answer": answer,
        "attempt": attempt,
        "reviewed": next(r for r in whole.answers if r.answer.pk == answer.pk),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "courses/essay.html", context, status=status)


def _find(request: MemberRequest, pk: int) -> Answer:
    essays = Answer.objects.filter(
        version__kind="essay",
        attempt__in=Attempt.objects.submitted().graded_by(request.user),
    )
    return get_object_or_404(essays.select_related("version"), pk=pk)


def _as_graded(answer: Answer) -> dict[str, object]:
    if answer.share is None:
        return {}
    return {"percent": int(100 * answer.share), "remark": answer.remark}
