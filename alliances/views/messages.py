"""One message, and what may be done with it, for whom no script does it in place."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from alliances import asking
from alliances.forms import LONGEST_MESSAGE
from alliances.models import Room
from alliances.permissions import can_alter, can_delete, can_pin
from alliances.views.carrying import (
    as_json,
    fields,
    find_message,
    find_room,
    wants_json,
)

# What can be done with a message, and under which address.
ADDRESSES = {
    "edit": "ubah",
    "delete": "hapus",
    "react": "tanggapi",
    "pin": "sematkan",
}


@never_cache
@require_GET
def show(request: MemberRequest, slug: str, room_slug: str, seq: int) -> HttpResponse:
    return _page(request, find_room(request, slug, room_slug), seq)


@never_cache
@require_POST
def alter(
    request: MemberRequest, slug: str, room_slug: str, seq: int, kind: str
) -> HttpResponse:
    room = find_room(request, slug, room_slug)
    content = {**fields(request), "target": seq}
    answer = asking.ask(kind, author=request.user, room=room, content=content)
    if wants_json(request):
        return as_json(answer)
    if answer.is_done:
        return redirect(find_message(room, seq).get_absolute_url())
    messages.error(request, answer.frame["message"])
    typed = content.get("body") if kind == "edit" else None
    return _page(request, room, seq, typed, status=answer.status)


def _page(
    request: MemberRequest,
    room: Room,
    seq: int,
    typed: str | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    message = find_message(room, seq)
    context = {
        "room": room,
        "message": message,
        "typed": message.body if typed is None else typed,
        "is_mine": message.is_by(request.user),
        "may_edit": can_alter(request.user, message).allowed,
        "may_delete": can_delete(request.user, message).allowed,
        "may_pin": can_pin(request.user, message).allowed,
        "longest": LONGEST_MESSAGE,
    }
    return render(request, "alliances/message.html", context, status=status)
