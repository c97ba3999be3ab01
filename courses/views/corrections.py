"""Setting the rules of a course, and correcting a learner's completions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from common.decisions import require
from courses.actions import corrections
from courses.actions import rules as actions
from courses.forms import CompletionCorrectionForm, RulesForm
from courses.models import Activity
from courses.permissions import can_contest, can_edit, can_grant
from courses.views.boards import find_cohort
from courses.views.finding import find_course

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def rules(request: MemberRequest, slug: str) -> HttpResponse:
    course = find_course(request, slug).course
    require(can_edit(request.user, course))
    form = RulesForm(course, request.POST or None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        context = {"course": course, "form": form}
        return render(request, "courses/rules.html", context, status=status)
    actions.set_rules(author=request.user, course=course, **form.wanted())
    messages.success(
        request, _("Aturan tersimpan. Yang sudah diperoleh peserta tetap tercatat.")
    )
    return redirect("courses:rules", slug)


@form_page
def correct(
    request: MemberRequest, pk: int, seat: int, activity: int, verdict: str
) -> HttpResponse:
    """`verdict` is one of two addresses: grant what is missing, contest what is not."""
    cohort = find_cohort(request, pk)
    held = get_object_or_404(
        cohort.enrollments.active().followed_by(request.user), pk=seat
    )
    steps = Activity.objects.of_course(cohort.course).open_to([cohort.pk])
    step = get_object_or_404(steps.select_related("module__course"), pk=activity)
    ask, deed = {
        "grant": (can_grant, corrections.grant),
        "contest": (can_contest, corrections.contest),
    }[verdict]
    require(ask(request.user, held.learner, step))
    form = CompletionCorrectionForm(request.POST or None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        context = {"seat": held, "activity": step, "form": form, "verdict": verdict}
        return render(
            request, "courses/completion_correct.html", context, status=status
        )
    deed(
        facilitator=request.user,
        learner=held.learner,
        activity=step,
        **form.cleaned_data,
    )
    messages.success(request, _("Koreksi tersimpan di jurnal."))
    return redirect("courses:learner", pk, seat)
