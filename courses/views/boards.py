"""Cohorts as those who guide them see them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from common.decisions import require
from common.http import paged
from courses.actions import pacing
from courses.forms import BoardFilters, PaceForm
from courses.models import Activity, Cohort, Enrollment
from courses.permissions import can_schedule
from courses.summaries import board, rows

PAGE = 25


@require_GET
def index(request: MemberRequest) -> HttpResponse:
    cohorts = (
        Cohort.objects.followed_by(request.user)
        .select_related("course")
        .prefetch_related("facilitators")
        .with_seats_left()
        .order_by("-starts_on", "pk")
    )
    page = paged(request, cohorts)
    return render(request, "courses/cohorts.html", {"page": page})


@require_GET
def show(request: MemberRequest, pk: int) -> HttpResponse:
    cohort = _find_cohort(request, pk)
    whole = board(cohort, request.user)
    filters = BoardFilters(whole.regencies, request.GET)
    found = Enrollment.objects.filter(cohort=cohort).for_board(request.user)
    page = paged(request, found.matching(**filters.wanted()), PAGE)
    context = {
        "board": whole,
        "cohort": cohort,
        "filters": filters,
        "page": page,
        "rows": rows(whole, page),
        "can_schedule": can_schedule(request.user, cohort),
    }
    return render(request, "courses/board.html", context)


@require_GET
def learner(request: MemberRequest, pk: int, seat: int) -> HttpResponse:
    cohort = _find_cohort(request, pk)
    seats = Enrollment.objects.filter(cohort=cohort).for_board(request.user)
    enrollment = get_object_or_404(seats, pk=seat)
    whole = board(cohort, request.user)
    activities = Activity.objects.of_course(cohort.course).published()
    context = {
        "board": whole,
        "row": rows(whole, [enrollment])[0],
        "activities": activities.with_progress_of(enrollment.learner, cohort.pk),
    }
    return render(request, "courses/learner.html", context)


@require_http_methods(["GET", "POST"])
def pace(request: MemberRequest, pk: int) -> HttpResponse:
    cohort = _find_cohort(request, pk)
    require(can_schedule(request.user, cohort))
    form = PaceForm(cohort, request.POST or None)
    if form.is_valid():
        pacing.set_pace(facilitator=request.user, cohort=cohort, **form.cleaned_data)
        messages.success(request, _("Jadwal angkatan tersimpan."))
        return redirect(cohort)
    status = 422 if form.is_bound else 200
    return render(
        request, "courses/pace.html", {"cohort": cohort, "form": form}, status=status
    )


def _find_cohort(request: MemberRequest, pk: int) -> Cohort:
    cohorts = Cohort.objects.followed_by(request.user)
    return get_object_or_404(cohorts.select_related("course"), pk=pk)
