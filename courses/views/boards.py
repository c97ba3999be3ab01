"""Cohorts as those who guide them see them."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from accounts.models import User
from common.decisions import require
from common.http import paged
from common.prepared import prepared
from common.sheets import csv_file, xlsx_file
from courses.actions import pacing
from courses.forms import BoardFilters, PaceForm
from courses.models import Activity, Cohort
from courses.models.correction import corrected_activities
from courses.permissions import (
    can_correct,
    can_make_cohort,
    can_manage_cohort,
    can_schedule,
)
from courses.summaries import board, piles_in, rows
from courses.summaries.charts import funnel, weeks
from courses.summaries.sheet import sheet

PAGE = 50


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
    can_make = can_make_cohort(request.user, None)
    context = {"page": page, "can_make": can_make}
    return render(request, "courses/cohorts.html", context)


@require_GET
def show(request: MemberRequest, pk: int) -> HttpResponse:
    cohort = find_cohort(request, pk)
    whole = board(cohort, request.user)
    filters = BoardFilters(whole, request.GET)
    found = whole.matching(**filters.wanted())
    page = paged(request, found, PAGE)
    context = {
        "board": whole,
        "cohort": cohort,
        "filters": filters,
        "page": page,
        "rows": rows(whole, page),
        "can_schedule": can_schedule(request.user, cohort),
        "pending": cohort.applications.asked().count(),
        "piles": piles_in(cohort.course, request.user),
    }
    return render(request, "courses/board.html", context)


@require_GET
def export(request: MemberRequest, pk: int, form: str) -> HttpResponseBase:
    """The board exactly as the filters show it, as a file."""
    cohort = find_cohort(request, pk)
    whole = board(cohort, request.user)
    shown = whole.matching(**BoardFilters(whole, request.GET).wanted())
    write = csv_file if form == "csv" else xlsx_file
    name = slugify(f"{cohort.course.slug} {cohort.name} {timezone.localdate()}")
    return write(sheet(whole, shown), name)


@require_GET
def charts(request: MemberRequest, pk: int) -> HttpResponse:
    whole = board(find_cohort(request, pk), request.user)
    context = {"board": whole, "funnel": funnel(whole), "weeks": weeks(whole)}
    return render(request, "courses/charts.html", context)


@require_GET
def learner(request: MemberRequest, pk: int, seat: int) -> HttpResponse:
    cohort = find_cohort(request, pk)
    whole = board(cohort, request.user, seat)
    row = next(iter(rows(whole, whole.lines)), None)
    if row is None:
        raise Http404
    steps = Activity.objects.of_course(cohort.course).published().open_to([cohort.pk])
    person = User.objects.get(pk=row.line.learner)
    corrected = corrected_activities(person, cohort.course)
    context = {
        "board": whole,
        "row": row,
        "steps": [
            (step, corrected.get(step.pk))
            for step in steps.with_progress_of(person, cohort.pk)
        ],
        "can_correct": can_correct(request.user, person, cohort.course),
        "can_manage": can_manage_cohort(request.user, cohort),
    }
    return render(request, "courses/learner.html", context)


@require_http_methods(["GET", "POST"])
def pace(request: MemberRequest, pk: int) -> HttpResponse:
    cohort = find_cohort(request, pk)
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


def find_cohort(request: MemberRequest, pk: int) -> Cohort:
    found = next(iter(_cohort(request.user, pk)), None)
    if found is None:
        raise Http404
    return found


@prepared
def _cohort(user: User, pk: int) -> QuerySet[Cohort]:
    cohorts = Cohort.objects.followed_by(user).filter(pk=pk)
    return cohorts.select_related("course").with_pace()
