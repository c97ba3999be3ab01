"""Rooms: the page, and what its socket says too for whom no socket gets through."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from alliances import realtime, summaries
from alliances.actions import reading, rooms
from alliances.forms import MessageForm
from alliances.models import Room
from common.decisions import Refused

LATEST = "#terbaru"
LARGEST_SEQ = 2**53 - 1


@require_GET
def show(request: MemberRequest, slug: str, room_slug: str) -> HttpResponse:
    return _page(request, _get_room(request, slug, room_slug), MessageForm())


@require_GET
def events(request: MemberRequest, slug: str, room_slug: str) -> HttpResponse:
    """The events after a number, or those before one, as frames."""
    room = _get_room(request, slug, room_slug)
    before = _number(request, "sebelum")
    if before is not None:
        older = summaries.events_before(room, before)
        return JsonResponse({"events": [realtime.frame(event) for event in older]})
    stretch = summaries.events_after(room, _number(request, "setelah") or 0)
    return JsonResponse(
        {"events": stretch.frames(), "seq": stretch.seq, "last": stretch.last}
    )


@require_POST
def post(request: MemberRequest, slug: str, room_slug: str) -> HttpResponse:
    """A message from a form, the outbox, or a program; each answered in its own way."""
    room = _get_room(request, slug, room_slug)
    form = MessageForm(_fields(request))
    if not form.is_valid():
        return _refusal(request, room, form, "invalid", form.first_error(), 422)
    try:
        event = rooms.post_message(author=request.user, room=room, **form.cleaned_data)
    except rooms.TooFast as refusal:
        return _refusal(request, room, form, "slow_down", str(refusal), 429)
    except Refused as refusal:
        return _refusal(request, room, form, "forbidden", str(refusal), 422)
    if _wants_json(request):
        return JsonResponse(realtime.acknowledgement(event))
    return redirect(room.get_absolute_url() + LATEST)


@require_POST
def mark_read(request: MemberRequest, slug: str, room_slug: str) -> HttpResponse:
    room = _get_room(request, slug, room_slug)
    seq = request.POST.get("seq", "")
    if not seq.isascii() or not seq.isdecimal():
        return HttpResponse(_("Nomor urut tidak terbaca."), status=422)
    reading.mark_read(person=request.user, room=room, seq=int(seq))
    return HttpResponse(status=204)


@require_GET
def present(request: MemberRequest, slug: str, room_slug: str) -> HttpResponse:
    room = _get_room(request, slug, room_slug)
    people = summaries.people_of(room, request.user)
    return render(request, "alliances/_present.html", {"people": people})


def _get_room(request: MemberRequest, slug: str, room_slug: str) -> Room:
    found = Room.objects.visible_to(request.user).with_unread(request.user)
    return get_object_or_404(
        found.select_related("alliance"), alliance__slug=slug, slug=room_slug
    )


def _page(
    request: MemberRequest, room: Room, form: MessageForm, *, status: int = 200
) -> HttpResponse:
    before = _number(request, "sebelum")
    window = summaries.window(room, request.user, before=before)
    context = {
        "room": room,
        "window": window,
        "rooms": room.alliance.rooms.for_aside(request.user),
        "people": summaries.people_of(room, request.user),
        "form": form,
        "longest": MessageForm.base_fields["body"].max_length,  # type: ignore[attr-defined]
    }
    answer = render(request, "alliances/room.html", context, status=status)
    if before is None and room.unread:
        reading.mark_read(person=request.user, room=room, seq=room.last_seq)
    return answer


def _fields(request: HttpRequest) -> dict[str, Any]:
    """The message and its client_id: from JSON, or a form whose key is the id."""
    if request.content_type == "application/json":
        try:
            content = json.loads(request.body)
        except (ValueError, RecursionError):
            content = None
        fields = content if isinstance(content, dict) else {}
    else:
        fields = request.POST.dict()
    key = fields.get("client_id") or fields.get("idempotency_key")
    return {**fields, "client_id": key or request.headers.get("Idempotency-Key", "")}


def _refusal(
    request: MemberRequest,
    room: Room,
    form: MessageForm,
    code: str,
    message: str,
    status: int,
) -> HttpResponse:
    if not _wants_json(request):
        if form.is_valid():
            form.add_error("body", message)
        return _page(request, room, form, status=status)
    client_id = form.data.get("client_id") or None
    answer = JsonResponse(
        {"type": "refused", "client_id": client_id, "code": code, "message": message},
        status=status,
    )
    if status == 429:
        answer.headers["Retry-After"] = "10"
    return answer


def _wants_json(request: HttpRequest) -> bool:
    return (
        "Outbox" in request.headers
        or request.content_type == "application/json"
        or not request.accepts("text/html")
    )


def _number(request: HttpRequest, name: str) -> int | None:
    value = request.GET.get(name, "")
    if not value.isascii() or not value.isdecimal():
        return None
    return min(int(value[:20]), LARGEST_SEQ)
