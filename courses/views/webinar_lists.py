"""Lists for sessions in one place: to sign on paper, to scan, and to take over."""

from urllib.parse import urlencode

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from common.decisions import Refused, require
from courses import codes
from courses.actions import attendance, attendance_rules
from courses.forms import AttendanceRuleForm, PaperListForm
from courses.models import Webinar
from courses.permissions import can_manage_webinar, can_set_attendance_rule
from courses.summaries import webinars as summaries
from courses.views.finding import get_webinar

WALK_INS = 12


@require_GET
def to_sign(request: MemberRequest, pk: int) -> HttpResponse:
    """A list to print: to sign, or with `?qr` a code for each that is scanned."""
    webinar = _managed(request, pk)
    with_codes = "qr" in request.GET
    seats = summaries.attendance_list(webinar)
    context = {
        "webinar": webinar,
        "with_codes": with_codes,
        "rows": [
            (seat, _code_of(webinar, seat) if with_codes else "") for seat in seats
        ],
        "empty_rows": [] if with_codes else range(WALK_INS),
    }
    return render(request, "courses/attendance_paper.html", context)


@require_GET
def on_the_wall(request: MemberRequest, pk: int) -> HttpResponse:
    """One code for everybody: it leads to the page with the code word filled in."""
    webinar = _managed(request, pk)
    word = urlencode({"kata": webinar.code_word})
    context = {
        "webinar": webinar,
        "code": codes.drawn(f"{webinar.get_absolute_url()}?{word}#kata-sandi"),
    }
    return render(request, "courses/attendance_wall.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def take_over(request: MemberRequest, pk: int) -> HttpResponse:
    webinar = _managed(request, pk)
    missing = [
        seat.registration
        for seat in summaries.attendance_list(webinar)
        if not seat.is_present
    ]
    form = PaperListForm(missing, request.POST or None)
    try:
        if form.is_valid():
            return _taken_over(request, webinar, form)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    context = {"webinar": webinar, "form": form, "missing": missing}
    status = 422 if form.is_bound else 200
    return render(request, "courses/attendance_take_over.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: MemberRequest, pk: int) -> HttpResponse:
    """How long one must have been there; also after the webinar."""
    webinar = get_webinar(request, pk)
    require(can_set_attendance_rule(request.user, webinar))
    known = model_to_dict(webinar)
    form = AttendanceRuleForm(request.POST or None, initial=known, webinar=webinar)
    try:
        if form.is_valid():
            said = form.cleaned_data
            attendance_rules.set_rule(host=request.user, webinar=webinar, **said)
    except Refused as refusal:
        form.add_error("cohort", str(refusal))
    if form.errors or not form.is_bound:
        context = {"webinar": webinar, "form": form}
        status = 422 if form.is_bound else 200
        return render(request, "courses/attendance_rule.html", context, status=status)
    messages.success(request, _("Aturan hadir tersimpan, dan kehadiran dihitung lagi."))
    return redirect("courses:webinar_attendance", pk)


def _taken_over(
    request: MemberRequest, webinar: Webinar, form: PaperListForm
) -> HttpResponse:
    count = attendance.record_list(
        facilitator=request.user, webinar=webinar, **form.cleaned_data
    )
    sentence = ngettext("%(count)d orang hadir.", "%(count)d orang hadir.", count)
    messages.success(request, sentence % {"count": count})
    return redirect("courses:webinar_attendance", webinar.pk)


def _code_of(webinar: Webinar, seat: summaries.Seat) -> str:
    page = reverse(
        "courses:attendance_correct", args=[webinar.pk, seat.registration.pk]
    )
    reason = _("Dipindai dari daftar hadir.")
    return codes.drawn(f"{page}?{urlencode({'is_present': 'ya', 'reason': reason})}")


def _managed(request: MemberRequest, pk: int) -> Webinar:
    webinar = get_webinar(request, pk)
    require(can_manage_webinar(request.user, webinar))
    return webinar
