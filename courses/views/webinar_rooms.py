"""The page of the room: the door, the code word, the questions, the minutes seen."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from courses.actions import presence
from courses.forms import CodeWordForm
from courses.permissions import can_manage_webinar, may_give_code_word, may_join
from courses.summaries import webinars as summaries
from courses.views.finding import get_webinar
from courses.views.webinar_questions import about_questions


@never_cache
@require_GET
def show(request: MemberRequest, pk: int) -> HttpResponse:
    webinar = get_webinar(request, pk)
    seat = summaries.seat_of(request.user, webinar)
    if seat is not None and seat.registration.is_waiting:
        seat = None
    is_manager = bool(can_manage_webinar(request.user, webinar))
    decision = may_join(webinar, comes_in=is_manager or seat is not None)
    if not decision:
        messages.error(request, decision.reason)
        return redirect(webinar)
    context = {
        "webinar": webinar,
        "seat": seat,
        "form": CodeWordForm(),
        "code_word_decision": may_give_code_word(webinar, seat is not None),
        "is_manager": is_manager,
        **about_questions(request, webinar, has_seat=seat is not None),
    }
    return render(request, "courses/webinar_room.html", context)


@require_POST
def see(request: MemberRequest, pk: int) -> HttpResponse:
    """The page of the room is still open: asked by its script, every so often."""
    webinar = get_webinar(request, pk)
    minutes = presence.see(
        person=request.user, webinar=webinar, device=_device(request)
    )
    return JsonResponse({"minutes": minutes, "needed": webinar.needed_minutes})


def _device(request: HttpRequest) -> str:
    """A name that the page gave itself; anything else is one and the same."""
    try:
        return str(UUID(request.POST.get("device", "")))
    except ValueError:
        return "-"
