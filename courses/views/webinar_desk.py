"""The trainer's desk: planning a webinar, opening it, and who attended."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from common.decisions import Refused, require
from common.http import paged
from courses.actions import attendance, webinars
from courses.forms import CancelForm, CorrectionForm, WebinarForm
from courses.models import Webinar
from courses.permissions import (
    can_cancel_webinar,
    can_correct_attendance,
    can_edit_webinar,
    can_make_webinar,
    can_manage_webinar,
)
from courses.summaries import webinars as summaries
from courses.views import webinar_plans
from courses.views.finding import get_webinar

PAGE = 100
form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def new(request: MemberRequest) -> HttpResponse:
    require(can_make_webinar(request.user))
    if request.method != "POST":
        ways = {"course": "kelas", "cohort": "angkatan", "series": "seri"}
        asked = {name: request.GET.get(way) for name, way in ways.items()}
        planned = webinar_plans.filled_from(request.user, request.GET.get("rencana"))
        initial = planned or asked
        return _form_page(request, WebinarForm(maker=request.user, initial=initial))
    form = WebinarForm(request.POST, maker=request.user)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    webinar = webinars.draft(host=request.user, **form.cleaned_data)
    messages.success(request, _("Draf tersimpan. Terbitkan bila sudah siap."))
    return redirect(webinar)


@form_page
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    webinar = get_webinar(request, pk)
    require(can_edit_webinar(request.user, webinar))
    if request.method != "POST":
        filled = WebinarForm.filled_from(webinar)
        form = WebinarForm(initial=filled, webinar=webinar)
        return _form_page(request, form, webinar)
    form = WebinarForm(request.POST, webinar=webinar)
    try:
        if form.is_valid():
            webinars.edit(editor=request.user, webinar=webinar, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    if form.errors:
        return _form_page(request, form, webinar, status=422)
    messages.success(request, _("Perubahan tersimpan."))
    return redirect(webinar)


@require_POST
def publish(request: MemberRequest, pk: int) -> HttpResponse:
    webinar = get_webinar(request, pk)
    try:
        webinars.publish(publisher=request.user, webinar=webinar)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Webinar terbit: orang sudah bisa mendaftar."))
    return redirect(webinar)


@form_page
def cancel(request: MemberRequest, pk: int) -> HttpResponse:
    webinar = get_webinar(request, pk)
    require(can_cancel_webinar(request.user, webinar))
    form = CancelForm(request.POST or None)
    if not form.is_valid():
        context = {"webinar": webinar, "form": form}
        status = 422 if request.method == "POST" else 200
        return render(request, "courses/webinar_cancel.html", context, status=status)
    webinars.cancel(canceller=request.user, webinar=webinar, **form.cleaned_data)
    messages.success(
        request, _("Webinar dibatalkan, yang terdaftar sudah diberi tahu.")
    )
    return redirect(webinar)


@require_GET
def attendance_list(request: MemberRequest, pk: int) -> HttpResponse:
    webinar = _managed(request, pk)
    seats = summaries.attendance_list(webinar)
    words = request.GET.get("q", "").strip()
    context = {
        "webinar": webinar,
        "seats": seats,
        "words": words,
        "page": paged(request, [seat for seat in seats if seat.is_about(words)], PAGE),
        "present": sum(seat.is_present for seat in seats),
        "joined": sum(seat.registration.joined_at is not None for seat in seats),
    }
    return render(request, "courses/webinar_attendance.html", context)


@form_page
def correct(request: MemberRequest, pk: int, registration_pk: int) -> HttpResponse:
    webinar = _managed(request, pk)
    registration = get_object_or_404(
        webinar.registrations.active().select_related("person"), pk=registration_pk
    )
    registration.webinar = webinar
    require(can_correct_attendance(request.user, registration))
    # A scanned code brings the words with it; saving is still a tap of its own.
    form = CorrectionForm(request.POST or None, initial=request.GET.dict())
    if not form.is_valid():
        context = {"webinar": webinar, "person": registration.person, "form": form}
        status = 422 if request.method == "POST" else 200
        return render(request, "courses/webinar_correct.html", context, status=status)
    attendance.correct(
        facilitator=request.user, registration=registration, **form.cleaned_data
    )
    messages.success(request, _("Koreksi tersimpan di jurnal."))
    return redirect("courses:webinar_attendance", pk)


def _managed(request: MemberRequest, pk: int) -> Webinar:
    webinar = get_webinar(request, pk)
    require(can_manage_webinar(request.user, webinar))
    return webinar


def _form_page(
    request: MemberRequest,
    form: Form,
    webinar: Webinar | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "webinar": webinar}
    return render(request, "courses/webinar_form.html", context, status=status)
