"""Webinars as everyone meets them: list, page, seat, door, code word."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from common.decisions import Refused
from common.http import paged
from courses import calendars
from courses.actions import attendance, joining, registration
from courses.forms import CodeWordForm
from courses.models import Series, Webinar
from courses.permissions import (
    can_make_webinar,
    can_manage_webinar,
    may_be_cancelled,
    may_be_edited,
    may_be_published,
    may_give_back_seat,
    may_give_code_word,
    may_join,
    may_keep_afterwards,
    may_register,
)
from courses.summaries import webinars as summaries
from courses.views.finding import get_webinar
from courses.views.webinar_questions import about_questions


@login_not_required
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """The coming webinars by date, then the past; a trainer's drafts above them."""
    shown = Webinar.objects.published().visible_to(request.user).meant_for(request.user)
    maker = bool(can_make_webinar(request.user))
    drafts = Webinar.objects.drafts().managed_by(request.user).order_by("starts_at")
    context = {
        "page": paged(request, shown.for_list().with_registration_of(request.user)),
        "maker": maker,
        "drafts": drafts if maker else [],
        "all_series": Series.objects.for_index(request.user),
    }
    return render(request, "courses/webinars.html", context)


@login_not_required
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    scanned = CodeWordForm(initial={"code_word": request.GET.get("kata", "")})
    return _webinar_page(request, get_webinar(request, pk), scanned)


@login_not_required
@require_GET
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    webinar = get_webinar(request, pk)
    return HttpResponse(
        calendars.of_webinar(webinar),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="webinar-{pk}.ics"'},
    )


@require_POST
def register(request: MemberRequest, pk: int) -> HttpResponse:
    webinar = get_webinar(request, pk)
    try:
        place = registration.register(person=request.user, webinar=webinar)
    except Refused:
        # Rendered again, the page asks the same rule and shows its reason.
        return _webinar_page(request, webinar, CodeWordForm(), status=422)
    if place.is_waiting:
        messages.success(
            request, _("Anda di daftar tunggu. Kami kabari bila ada kursi.")
        )
    else:
        messages.success(request, _("Anda terdaftar. Pengingat akan kami kirim."))
    return redirect(webinar)


@require_POST
def give_back(request: MemberRequest, pk: int) -> HttpResponse:
    webinar = get_webinar(request, pk)
    try:
        registration.give_back(person=request.user, webinar=webinar)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _webinar_page(request, webinar, CodeWordForm(), status=422)
    messages.success(
        request, _("Pendaftaran Anda dibatalkan, tempatnya untuk orang lain.")
    )
    return redirect(webinar)


@never_cache
@require_GET
def join(request: MemberRequest, pk: int) -> HttpResponse:
    """Lead to the room.

    A link, not a form: browsers hold a form's redirects to the hosts that our policy
    lists, and rooms redirect on to hosts that nobody can list.
    """
    webinar = get_webinar(request, pk)
    try:
        address = joining.join(person=request.user, webinar=webinar)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(webinar)
    answer = redirect(address)
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@require_POST
def give_code_word(request: MemberRequest, pk: int) -> HttpResponse:
    webinar = get_webinar(request, pk)
    form = CodeWordForm(request.POST)
    try:
        if form.is_valid() and not attendance.give_code_word(
            learner=request.user, webinar=webinar, **form.cleaned_data
        ):
            form.add_error("code_word", _("Bukan itu kata sandinya. Periksa ejaannya."))
    except Refused as refusal:
        form.add_error(None, str(refusal))
    if form.errors:
        return _webinar_page(request, webinar, form, status=422)
    messages.success(request, _("Kehadiran Anda tercatat."))
    return redirect(webinar)


def _webinar_page(
    request: HttpRequest, webinar: Webinar, form: CodeWordForm, *, status: int = 200
) -> HttpResponse:
    user, seat = request.user, summaries.seat_of(request.user, webinar)
    place = seat.registration if seat else None
    if place is not None and place.is_waiting:
        seat = None
    has_seat = seat is not None
    taken = webinar.registrations.active().count()
    is_manager = bool(can_manage_webinar(user, webinar))
    context: dict[str, Any] = {
        **about_questions(request, webinar, has_seat=has_seat, leads=is_manager),
        "form": form,
        "seat": seat,
        "seats_left": max(0, webinar.seats - taken),
        "in_line": summaries.place_in_line(place) if place and not seat else None,
        "register_decision": may_register(user, webinar, place),
        "join_decision": may_join(webinar, comes_in=has_seat or is_manager),
        "code_word_decision": may_give_code_word(webinar, has_seat),
        "give_back_decision": may_give_back_seat(webinar, place),
        "is_manager": is_manager,
    }
    if is_manager:
        context |= {
            "publish_decision": may_be_published(webinar),
            "edit_decision": may_be_edited(webinar),
            "cancel_decision": may_be_cancelled(webinar),
            "after_decision": may_keep_afterwards(webinar),
        }
    return render(request, "courses/webinar.html", context, status=status)
