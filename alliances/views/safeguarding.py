"""Reporting a message to the stewards, and their copy of a room."""

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import MemberRequest
from alliances.actions import safeguarding
from alliances.forms import ReasonForm
from alliances.views.carrying import find_message, find_room
from common.decisions import Refused


@require_POST
def report(request: MemberRequest, slug: str, room_slug: str, seq: int) -> HttpResponse:
    message = find_message(find_room(request, slug, room_slug), seq)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Tulis dulu alasannya."))
        return redirect("alliances:message", slug, room_slug, seq)
    try:
        safeguarding.report(person=request.user, message=message, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            _(
                "Terima kasih. Pengurus akan melihatnya; bila pesan itu dari pengurus,"
                " orang lain yang melihatnya."
            ),
        )
    return redirect("alliances:message", slug, room_slug, seq)


@require_POST
def export(request: MemberRequest, slug: str, room_slug: str) -> HttpResponse:
    room = find_room(request, slug, room_slug)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Tulis dulu alasannya."))
        return redirect("alliances:arrange", slug, room_slug)
    lines = safeguarding.export(steward=request.user, room=room, **form.cleaned_data)
    answer = JsonResponse(
        {"aliansi": room.alliance.name, "ruang": room.name, "pesan": lines},
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="{room.slug}.json"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
