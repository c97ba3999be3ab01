"""Importing a participant report: brought, shown line by line, then taken over."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from accounts.models import User
from common.decisions import require
from courses.actions import reports
from courses.forms import ReportForm, WhoForm
from courses.models import Webinar
from courses.permissions import can_import_report
from courses.views.finding import get_webinar


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: MemberRequest, pk: int) -> HttpResponse:
    webinar = get_webinar(request, pk)
    require(can_import_report(request.user, webinar))
    if request.method != "POST":
        return _form_page(request, ReportForm(webinar=webinar), webinar)
    form = ReportForm(request.POST, request.FILES, webinar=webinar)
    if not form.is_valid():
        return _form_page(request, form, webinar, status=422)
    found = reports.match(webinar=webinar, report=form.cleaned_data["report"])
    if "import" not in request.POST:
        who = WhoForm(found, _people(webinar))
        return _preview(request, webinar, form, found, who)
    who = WhoForm(found, _people(webinar), request.POST)
    if not who.is_valid():
        return _preview(request, webinar, form, found, who, status=422)
    return _take_over(request, webinar, form, who.cleaned_data["said"])


def _take_over(
    request: MemberRequest, webinar: Webinar, form: ReportForm, said: dict[str, int]
) -> HttpResponse:
    report = form.cleaned_data["report"]
    found = reports.match(webinar=webinar, report=report, said=said)
    count = reports.take_over(
        importer=request.user, webinar=webinar, participants=found
    )
    sentence = ngettext(
        "Laporan %(count)d orang tercatat.", "Laporan %(count)d orang tercatat.", count
    )
    messages.success(request, sentence % {"count": count})
    return redirect("courses:webinar_attendance", webinar.pk)


def _preview(
    request: MemberRequest,
    webinar: Webinar,
    form: ReportForm,
    found: list[reports.Participant],
    who: WhoForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "webinar": webinar,
        "text": form.cleaned_data["text"],
        "zone": form.cleaned_data["zone"],
        "report": form.cleaned_data["report"],
        "who": who,
        "rows": list(zip(found, who, strict=True)),
        "matched": sum(one.person is not None for one in found),
    }
    return render(request, "courses/report_preview.html", context, status=status)


def _form_page(
    request: MemberRequest, form: ReportForm, webinar: Webinar, *, status: int = 200
) -> HttpResponse:
    context = {"form": form, "webinar": webinar}
    return render(request, "courses/report_form.html", context, status=status)


def _people(webinar: Webinar) -> list[User]:
    seats = webinar.registrations.active().select_related("person__regency")
    return [seat.person for seat in seats.order_by("person__name", "pk")]
