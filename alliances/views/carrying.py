"""What the views of rooms share: which room, what was sent, in which form to answer."""

import json
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404

from accounts.http import MemberRequest
from accounts.models import User
from alliances.asking import Answer
from alliances.forms import LARGEST_SEQ
from alliances.models import Room, RoomEvent
from common.prepared import prepared

LATEST = "#terbaru"
# More than any number of a message has; longer ones are not read.
DIGITS = 20


def find_room(request: MemberRequest, slug: str, room_slug: str) -> Room:
    for room in _rooms(request.user, slug, room_slug):
        return room
    raise Http404


@prepared
def _rooms(person: User, slug: str, room_slug: str) -> QuerySet[Room]:
    found = Room.objects.visible_to(person).with_unread(person)
    found = found.heard_from(person).with_unheard(person)
    named = found.filter(alliance__slug=slug, slug=room_slug)
    return named.select_related("alliance")


def find_message(room: Room, seq: int) -> RoomEvent:
    message = get_object_or_404(room.events.messages().with_names(), seq=seq)
    message.room = room
    return message


def fields(request: HttpRequest) -> dict[str, Any]:
    """What was sent and its client_id: from JSON, or a form whose key is the id."""
    if request.content_type == "application/json":
        try:
            content = json.loads(request.body)
        except (ValueError, RecursionError):
            content = None
        sent = content if isinstance(content, dict) else {}
    else:
        sent = {**request.POST.dict(), "files": request.POST.getlist("files_ahead")}
    key = sent.get("client_id") or sent.get("idempotency_key")
    return {**sent, "client_id": key or request.headers.get("Idempotency-Key", "")}


def wants_json(request: HttpRequest) -> bool:
    return (
        "Outbox" in request.headers
        or request.content_type == "application/json"
        or not request.accepts("text/html")
    )


def as_json(answer: Answer, place: str = "") -> JsonResponse:
    """The frame; and for an outbox the place where what was said is to be seen."""
    response = JsonResponse(answer.frame, status=answer.status)
    if place and answer.is_done:
        response.headers["Outbox-Location"] = place
    if answer.status == 429:
        response.headers["Retry-After"] = "10"
    return response


def number(request: HttpRequest, name: str) -> int | None:
    value = request.GET.get(name, "")
    if not value.isascii() or not value.isdecimal():
        return None
    return min(int(value[:DIGITS]), LARGEST_SEQ)
