"""Rooms: the page, and what its socket says too for whom no socket gets through."""

from datetime import date

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from alliances import asking, realtime, summaries
from alliances.actions import reading, threads
from alliances.forms import LARGEST_SEQ, LONGEST_MESSAGE, MessageForm, RoomForm
from alliances.models import Room, RoomEvent
from alliances.views.carrying import (
    DIGITS,
    LATEST,
    as_json,
    fields,
    find_message,
    find_room,
    number,
    wants_json,
)
from alliances.voices import voice_in


# A room is not to be seen again by going back, once one has left it.
@never_cache
@require_GET
def show(request: MemberRequest, slug: str, room_slug: str) -> HttpResponse:
    room = find_room(request, slug, room_slug)
    day = _day(request)
    if day is not None:
        seq = summaries.first_on(room, day)
        place = f"?sekitar={seq}#pesan-{seq}" if seq else LATEST
        return redirect(room.get_absolute_url() + place)
    beside = _where_it_was_said(room, number(request, "sekitar"))
    return beside or _page(request, room, MessageForm(author=request.user))


@require_GET
def events(request: MemberRequest, slug: str, room_slug: str) -> HttpResponse:
    """The events after a number, or the messages before one, as frames."""
    room = find_room(request, slug, room_slug)
    before = number(request, "sebelum")
    if before is not None:
        older = summaries.messages_before(room, before, thread=_thread(request, room))
        return JsonResponse({"events": [realtime.frame(event) for event in older]})
    stretch = summaries.events_after(room, number(request, "setelah") or 0)
    reach = {"seq": stretch.seq, "last": stretch.last, **stretch.notes}
    return JsonResponse({"events": stretch.frames(), **reach})


@never_cache
@require_POST
def post(request: MemberRequest, slug: str, room_slug: str) -> HttpResponse:
    """A message from a form, the outbox, or a program; each answered in its own way."""
    room = find_room(request, slug, room_slug)
    content = fields(request)
    answer = asking.ask(
        "message",
        author=request.user,
        room=room,
        content=content,
        files=request.FILES,
    )
    place = _back_to(request, room)
    if wants_json(request):
        return as_json(answer, place)
    if answer.is_done:
        return redirect(place)
    if answer.form.is_valid():
        answer.form.add_error("body", answer.frame["message"])
    return _page(request, room, answer.form, status=answer.status)


@require_POST
def mark_read(request: MemberRequest, slug: str, room_slug: str) -> HttpResponse:
    room = find_room(request, slug, room_slug)
    seq = request.POST.get("seq", "")
    if not seq.isascii() or not seq.isdecimal():
        return HttpResponse(_("Nomor urut tidak terbaca."), status=422)
    reached = min(int(seq[:DIGITS]), LARGEST_SEQ)
    _read(request, room, reached, _thread(request, room))
    return HttpResponse(status=204)


@require_GET
def present(request: MemberRequest, slug: str, room_slug: str) -> HttpResponse:
    room = find_room(request, slug, room_slug)
    people = summaries.people_of(room, request.user)
    return render(request, "alliances/_present.html", {"people": people})


def _page(
    request: MemberRequest, room: Room, form: RoomForm, *, status: int = 200
) -> HttpResponse:
    before, around = number(request, "sebelum"), number(request, "sekitar")
    thread = _thread(request, room)
    window = (
        summaries.thread_window(room, thread, before=before)
        if thread
        else summaries.window(room, request.user, before=before, around=around)
    )
    answered = number(request, "balas")
    keepers = summaries.keepers_of(room)
    if room.masked_as:
        # What `can_attach` would refuse is not offered.
        form.fields["files"].widget.attrs["accept"] = "image/*"
    context = {
        "room": room,
        "window": window,
        "thread": thread,
        "voice": voice_in(room, request.user),
        "threads": summaries.threads_with_news(room, request.user, room.unheard),
        "rooms": summaries.rooms_beside(room, request.user),
        "people": summaries.people_of(room, request.user),
        "pinned": summaries.pinned_in(room),
        "answered": find_message(room, answered) if answered else None,
        "keepers": tuple(keepers),
        "standing": summaries.standing_among(keepers, request.user, room),
        "form": form,
        "longest": LONGEST_MESSAGE,
    }
    answer = render(request, "alliances/room.html", context, status=status)
    if window.is_live:
        _read(request, room, room.last_seq, thread)
    return answer


def _read(
    request: MemberRequest, room: Room, seq: int, thread: RoomEvent | None
) -> None:
    if thread is not None:
        threads.mark_read(person=request.user, root=thread, seq=seq)
    elif seq > room.read_seq:
        reading.mark_read(person=request.user, room=room, seq=seq)


def _thread(request: MemberRequest, room: Room) -> RoomEvent | None:
    """The message beside which the page is, if it is not the room itself."""
    seq = number(request, "utas")
    root = find_message(room, seq) if seq is not None else None
    if root is not None and root.thread_id is not None:
        raise Http404
    return root


def _back_to(request: MemberRequest, room: Room) -> str:
    seq = number(request, "utas")
    beside = f"?utas={seq}" if seq is not None else ""
    return f"{room.get_absolute_url()}{beside}{LATEST}"


def _where_it_was_said(room: Room, seq: int | None) -> HttpResponse | None:
    """What was said beside a message is found there, wherever a link leads to it."""
    if seq is None:
        return None
    roots = room.events.filter(seq=seq, thread__isnull=False)
    root = roots.values_list("thread__seq", flat=True).first()
    place = f"{room.get_absolute_url()}?utas={root}#pesan-{seq}"
    return redirect(place) if root is not None else None


def _day(request: MemberRequest) -> date | None:
    try:
        return parse_date(request.GET.get("tanggal", ""))
    except ValueError:
        return None
