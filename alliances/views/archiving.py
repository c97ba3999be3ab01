"""Archiving a room, and opening it again: both with a reason."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.http import MemberRequest
from alliances.actions import archiving
from alliances.forms import ReasonForm
from alliances.views.carrying import find_room
from common.decisions import Refused

DEEDS = {
    "archive": (archiving.archive, gettext_lazy("Ruang ini diarsipkan.")),
    "reopen": (archiving.reopen, gettext_lazy("Ruang ini terbuka lagi.")),
}


@require_POST
def shelve(
    request: MemberRequest, slug: str, room_slug: str, deed: str
) -> HttpResponse:
    room = find_room(request, slug, room_slug)
    do, said = DEEDS[deed]
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Tulis dulu alasannya."))
        return redirect("alliances:arrange", slug, room_slug)
    try:
        do(steward=request.user, room=room, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("alliances:arrange", slug, room_slug)
