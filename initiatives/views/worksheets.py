"""A person's worksheets, and each one's way from draft to lokadaya.com."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from common.decisions import Refused
from common.http import paged
from initiatives import summaries
from initiatives.actions import handoff, reviewing, writing
from initiatives.forms import WorksheetForm
from initiatives.models import Worksheet
from initiatives.permissions import (
    can_edit,
    can_reopen,
    can_send,
    can_submit,
    writes,
)
from initiatives.views.finding import find, find_own


@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    to_read = Worksheet.objects.mentored_by(request.user)
    return render(
        request,
        "initiatives/worksheets.html",
        {
            "page": paged(request, Worksheet.objects.for_list(request.user)),
            "to_read": to_read.submitted().count(),
            "mentors": to_read.exists(),
        },
    )


@require_http_methods(["GET", "POST"])
def start(request: MemberRequest) -> HttpResponse:
    form = WorksheetForm(request.POST or None, author=request.user)
    if request.method == "POST" and form.is_valid():
        worksheet = writing.start(author=request.user, **form.cleaned_data)
        return redirect("initiatives:step", worksheet.uuid, 1)
    status = 422 if request.method == "POST" else 200
    return render(request, "initiatives/start.html", {"form": form}, status=status)


@require_GET
def show(request: MemberRequest, worksheet: UUID) -> HttpResponse:
    return _page(request, find(request, worksheet))


@require_POST
def describe(request: MemberRequest, worksheet: UUID) -> HttpResponse:
    found = find_own(request, worksheet)
    form = WorksheetForm(request.POST, author=found.author)
    if not form.is_valid():
        return _page(request, found, form=form, status=422)
    try:
        writing.describe(writer=request.user, worksheet=found, **form.cleaned_data)
    except Refused as refusal:
        return _refused(request, worksheet, refusal)
    return redirect(found)


@require_POST
def submit(request: MemberRequest, worksheet: UUID) -> HttpResponse:
    found = find_own(request, worksheet)
    try:
        reviewing.submit(writer=request.user, worksheet=found)
    except Refused as refusal:
        return _refused(request, worksheet, refusal)
    messages.success(request, _("Terkirim ke mentor. Anda akan dikabari."))
    return redirect(found)


@require_POST
def reopen(request: MemberRequest, worksheet: UUID) -> HttpResponse:
    found = find_own(request, worksheet)
    try:
        reviewing.reopen(writer=request.user, worksheet=found)
    except Refused as refusal:
        return _refused(request, worksheet, refusal)
    return redirect(found)


@require_POST
def send(request: MemberRequest, worksheet: UUID) -> HttpResponse:
    found = find_own(request, worksheet)
    try:
        handoff.send(author=request.user, worksheet=found)
    except Refused as refusal:
        return _refused(request, worksheet, refusal)
    return redirect(found)


def _refused(request: MemberRequest, uuid: UUID, refusal: Refused) -> HttpResponse:
    """The page as it stands now, read again, with the reason on top."""
    return _page(request, find(request, uuid), refusal=str(refusal), status=422)


def _page(
    request: MemberRequest,
    worksheet: Worksheet,
    *,
    form: WorksheetForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    user = request.user
    described = {"title": worksheet.title, "organization": worksheet.organization_id}
    return render(
        request,
        "initiatives/worksheet.html",
        {
            "worksheet": worksheet,
            "journey": summaries.journey(worksheet),
            "writes": writes(user, worksheet),
            "can_edit": can_edit(user, worksheet),
            "can_submit": can_submit(user, worksheet),
            "can_reopen": can_reopen(user, worksheet),
            "can_send": can_send(user, worksheet),
            "form": form or WorksheetForm(initial=described, author=worksheet.author),
            "refusal": refusal,
        },
        status=status,
    )
