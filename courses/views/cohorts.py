"""The facilitator's desk: planning a cohort, opening it, and who is let in."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from common.decisions import Refused, require
from common.http import paged
from courses.actions import applications, cohorts, enrollment
from courses.forms import CohortForm, ReasonForm
from courses.models import Application, Cohort, Course
from courses.permissions import can_make_cohort

# Of a waiting list; the places after these move up by themselves.
QUEUED = 50
form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def new(request: MemberRequest) -> HttpResponse:
    require(can_make_cohort(request.user, None))
    courses = Course.objects.edited_by(request.user)
    if request.method != "POST":
        asked = request.GET.get("kelas", "").replace("\x00", "")
        chosen = courses.filter(slug=asked).first()
        initial = {"course": chosen, "facilitators": [request.user]}
        return _form_page(request, CohortForm(courses=courses, initial=initial))
    form = CohortForm(request.POST, courses=courses)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    cohort = cohorts.plan(facilitator=request.user, **form.cleaned_data)
    messages.success(request, _("Draf tersimpan. Buka pendaftarannya bila siap."))
    return redirect("courses:cohort", cohort.pk)


@form_page
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    cohort = find_managed(request, pk)
    if request.method != "POST":
        form = CohortForm(initial=CohortForm.filled_from(cohort))
        return _form_page(request, form, cohort)
    form = CohortForm(request.POST)
    try:
        if form.is_valid():
            cohorts.edit(facilitator=request.user, cohort=cohort, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("seats", str(refusal))
    if form.errors:
        return _form_page(request, form, cohort, status=422)
    messages.success(request, _("Perubahan tersimpan."))
    return redirect(cohort)


@require_POST
def open_enrollment(request: MemberRequest, pk: int) -> HttpResponse:
    cohort = find_managed(request, pk)
    try:
        cohorts.open_enrollment(facilitator=request.user, cohort=cohort)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Pendaftaran dibuka."))
    return redirect(cohort)


@require_POST
def close_enrollment(request: MemberRequest, pk: int) -> HttpResponse:
    cohort = find_managed(request, pk)
    cohorts.close_enrollment(facilitator=request.user, cohort=cohort)
    messages.success(request, _("Pendaftaran ditutup."))
    return redirect(cohort)


@require_GET
def applications_page(request: MemberRequest, pk: int) -> HttpResponse:
    return _applications(request, find_managed(request, pk))


@require_POST
def accept(request: MemberRequest, pk: int, application: int) -> HttpResponse:
    cohort = find_managed(request, pk)
    found = _find_application(cohort, application)
    try:
        answered = applications.accept(facilitator=request.user, application=found)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _applications(request, cohort, status=422)
    name = {"name": found.learner.name}
    if answered.is_queued:
        messages.success(request, _("%(name)s diterima di daftar tunggu.") % name)
    else:
        messages.success(request, _("%(name)s mendapat kursi.") % name)
    return redirect("courses:applications", pk)


@require_POST
def decline(request: MemberRequest, pk: int, application: int) -> HttpResponse:
    cohort = find_managed(request, pk)
    found = _find_application(cohort, application)
    form = ReasonForm(request.POST, prefix=str(found.pk))
    if not form.is_valid():
        return _applications(request, cohort, {found.pk: form}, status=422)
    try:
        applications.decline(
            facilitator=request.user, application=found, **form.cleaned_data
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _applications(request, cohort, status=422)
    messages.success(request, _("Jawaban terkirim."))
    return redirect("courses:applications", pk)


@form_page
def remove(request: MemberRequest, pk: int, seat: int) -> HttpResponse:
    cohort = find_managed(request, pk)
    seats = cohort.enrollments.active().select_related("learner", "cohort")
    found = get_object_or_404(seats, pk=seat)
    form = ReasonForm(request.POST or None)
    if not form.is_valid():
        context = {"cohort": cohort, "person": found.learner, "form": form}
        status = 422 if request.method == "POST" else 200
        return render(request, "courses/remove.html", context, status=status)
    enrollment.remove(facilitator=request.user, enrollment=found, **form.cleaned_data)
    messages.success(request, _("Kursinya kosong lagi; alasannya sudah dikirim."))
    return redirect(cohort)


def find_managed(request: MemberRequest, pk: int) -> Cohort:
    mine = Cohort.objects.managed_by(request.user).select_related("course")
    return get_object_or_404(mine, pk=pk)


def _find_application(cohort: Cohort, pk: int) -> Application:
    pending = cohort.applications.select_related("learner", "cohort")
    return get_object_or_404(pending, pk=pk)


def _applications(
    request: MemberRequest,
    cohort: Cohort,
    forms: dict[int, ReasonForm] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """What was just typed stands first, on whichever page it was."""
    known = forms or {}
    asked = cohort.applications.asked().select_related("learner__regency")
    page = paged(request, asked)
    shown = dict.fromkeys([*asked.filter(pk__in=known), *page]) if known else page
    queued = cohort.applications.queued().select_related("learner__regency")
    context: dict[str, Any] = {
        "cohort": cohort,
        "page": page,
        # Those of an answered form would lead back to its own address.
        "has_pages": request.method == "GET",
        "asked": [
            (one, known.get(one.pk) or ReasonForm(prefix=str(one.pk))) for one in shown
        ],
        "queued": queued[:QUEUED],
        "queued_count": queued.count(),
        "seats_left": cohort.seats - cohort.enrollments.active().count(),
    }
    return render(request, "courses/applications.html", context, status=status)


def _form_page(
    request: MemberRequest,
    form: CohortForm,
    cohort: Cohort | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "cohort": cohort}
    return render(request, "courses/cohort_form.html", context, status=status)
