"""The stewards' pages of rooms: opening one, and arranging one that is there."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest
from alliances.actions import furnishing
from alliances.forms import RoomPlanForm, SeatForm
from alliances.models import Alliance, Room
from alliances.permissions import can_steward
from alliances.views.carrying import find_room
from common.decisions import Refused, require
from common.http import paged


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, slug: str) -> HttpResponse:
    alliance = get_object_or_404(Alliance.objects.visible_to(request.user), slug=slug)
    require(can_steward(request.user, alliance))
    form = RoomPlanForm(
        request.POST or None,
        alliance=alliance,
        initial={"kind": Room.Kind.MEMBERS},
    )
    if request.method == "POST" and form.is_valid():
        room = furnishing.open_room(
            steward=request.user, alliance=alliance, **form.cleaned_data
        )
        messages.success(request, _("Ruang %(name)s dibuka.") % {"name": room.name})
        # Staff open rooms also where they may not enter.
        if not room.is_visible_to(request.user):
            return redirect(alliance)
        return redirect("alliances:arrange", slug, room.slug)
    context = {"alliance": alliance, "form": form}
    return render(request, "alliances/room_new.html", context, status=_status(form))


@never_cache
@require_http_methods(["GET", "POST"])
def arrange(request: MemberRequest, slug: str, room_slug: str) -> HttpResponse:
    room = _find(request, slug, room_slug)
    form = RoomPlanForm(request.POST or None, alliance=room.alliance, instance=room)
    if request.method == "POST" and form.is_valid():
        try:
            furnishing.arrange(steward=request.user, room=room, **form.cleaned_data)
        except furnishing.Unsure as question:
            form.question = str(question)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Perubahan disimpan."))
            # Of government or a company, one arranges oneself out of some rooms.
            if not room.is_visible_to(request.user):
                return redirect(room.alliance)
            return redirect("alliances:arrange", slug, room_slug)
    return _page(request, room, form=form, status=_status(form))


@never_cache
@require_POST
def seat(request: MemberRequest, slug: str, room_slug: str) -> HttpResponse:
    room = _find(request, slug, room_slug)
    form = SeatForm(request.POST)
    if not form.is_valid():
        return _page(request, room, seat_form=form, status=422)
    try:
        given = furnishing.seat(steward=request.user, room=room, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, room, seat_form=form, status=422)
    messages.success(request, _("%(name)s diundang.") % {"name": given.person.name})
    return redirect("alliances:arrange", slug, room_slug)


@require_POST
def unseat(request: MemberRequest, slug: str, room_slug: str, pk: int) -> HttpResponse:
    room = _find(request, slug, room_slug)
    ended = get_object_or_404(room.seats.active().select_related("room"), pk=pk)
    furnishing.unseat(steward=request.user, seat=ended)
    messages.success(request, _("Undangan diakhiri."))
    return redirect("alliances:arrange", slug, room_slug)


@require_POST
def rise(request: MemberRequest, slug: str, room_slug: str) -> HttpResponse:
    room = find_room(request, slug, room_slug)
    furnishing.rise(person=request.user, room=room)
    messages.success(request, _("Anda keluar dari ruang %(name)s.") % {"name": room})
    return redirect(room.alliance)


def _find(request: MemberRequest, slug: str, room_slug: str) -> Room:
    room = find_room(request, slug, room_slug)
    require(can_steward(request.user, room.alliance))
    return room


def _plan(room: Room) -> RoomPlanForm:
    return RoomPlanForm(alliance=room.alliance, instance=room)


def _status(form: RoomPlanForm) -> int:
    return 422 if form.errors or form.question else 200


def _page(
    request: MemberRequest, room: Room, *, status: int = 200, **forms: Any
) -> HttpResponse:
    # A form that was refused has put what was typed into its room.
    kept = Room.objects.select_related("alliance").get(pk=room.pk)
    context = {
        "room": kept,
        "seats": paged(request, kept.seats.for_list()),
        "form": forms.get("form") or _plan(kept),
        "seat_form": forms.get("seat_form") or SeatForm(),
    }
    return render(request, "alliances/room_arrange.html", context, status=status)
