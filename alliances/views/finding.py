"""Finding again what was said in a room, and whom to name there."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from alliances.models import RoomEvent
from alliances.representation import listeners
from alliances.views.carrying import find_room
from common.http import paged

NAMES_AT_ONCE = 8


@never_cache
@require_GET
def search(request: MemberRequest, slug: str, room_slug: str) -> HttpResponse:
    room = find_room(request, slug, room_slug)
    words = request.GET.get("kata", "").replace("\x00", "").strip()
    found = room.events.searched(words) if words else RoomEvent.objects.none()
    found = found.unless_said_by(room.unheard)
    context = {
        "room": room,
        "words": words,
        "page": paged(request, found.with_names()),
    }
    return render(request, "alliances/search.html", context)


@require_GET
def people(request: MemberRequest, slug: str, room_slug: str) -> HttpResponse:
    """Names of the room's people that contain what is being written."""
    room = find_room(request, slug, room_slug)
    part = request.GET.get("cari", "").replace("\x00", "").strip()
    if not part:
        return JsonResponse({"names": []})
    named = listeners(room).filter(name__icontains=part).order_by("name", "pk")
    masked = room.pseudonyms.filter(name__icontains=part, person__in=listeners(room))
    names = [
        *named.values_list("name", flat=True)[:NAMES_AT_ONCE],
        *masked.values_list("name", flat=True)[:NAMES_AT_ONCE],
    ]
    return JsonResponse({"names": sorted(names)[:NAMES_AT_ONCE]})
