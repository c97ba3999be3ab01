"""Choosing another name for a room; staff looking behind one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest
from alliances.actions import masking
from alliances.forms import ReasonForm
from alliances.models import Alliance, RoomPseudonym
from alliances.permissions import can_choose_pseudonym, can_look_behind
from alliances.views.carrying import find_room
from common.decisions import Refused
from forum.moderation_forms import PseudonymForm


@require_POST
def allow(request: MemberRequest, slug: str) -> HttpResponse:
    """The stewards' switch for the whole alliance."""
    alliance = get_object_or_404(Alliance.objects.visible_to(request.user), slug=slug)
    is_allowed = "allows_pseudonyms" in request.POST
    try:
        masking.allow(steward=request.user, alliance=alliance, is_allowed=is_allowed)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Perubahan disimpan."))
    return redirect("alliances:stewards", slug)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: MemberRequest, slug: str, room_slug: str) -> HttpResponse:
    room = find_room(request, slug, room_slug)
    form = PseudonymForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            masking.choose(person=request.user, room=room, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(
                request, _("Nama samaran Anda di ruang ini sudah dipilih.")
            )
            return redirect("alliances:mask", slug, room_slug)
    context = {
        "room": room,
        "form": form,
        "chosen": room.pseudonyms.of(request.user).first(),
        "decision": can_choose_pseudonym(request.user, room),
    }
    return render(request, "alliances/mask.html", context, status=_status(form))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def look_behind(request: MemberRequest, key: Any) -> HttpResponse:
    """Asked with a reason, answered once, on this page alone."""
    if not can_look_behind(request.user):
        raise Http404
    pseudonym = get_object_or_404(
        RoomPseudonym.objects.select_related("room__alliance"), pk=key
    )
    form = ReasonForm(request.POST if request.method == "POST" else None)
    context = {"pseudonym": pseudonym, "form": form, "person": None}
    if form.is_bound and form.is_valid():
        try:
            context["person"] = masking.look_behind(
                staff=request.user, pseudonym=pseudonym, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return render(request, "alliances/look_behind.html", context, status=_status(form))


def _status(form: PseudonymForm | ReasonForm) -> int:
    return 422 if form.is_bound and form.errors else 200
