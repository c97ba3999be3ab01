"""Choosing the messages of a room that become a topic of the forum."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from alliances import summaries
from alliances.actions import topics
from alliances.forms import TopicForm
from alliances.models import Alliance, Room, RoomEvent
from alliances.permissions import can_make_topic
from alliances.views.carrying import find_message, find_room
from alliances.voices import voice_of
from common.decisions import Refused
from network.models import Audience

LATER_BESIDE = 25


@require_GET
def forum(request: MemberRequest, slug: str) -> HttpResponse:
    """The alliance's own forum; who does not belong to it finds none."""
    alliance = get_object_or_404(Alliance.objects.visible_to(request.user), slug=slug)
    mine = Audience.objects.including(request.user)
    if not mine.filter(name=alliance.audience_name).exists():
        raise Http404
    return redirect(topics.place_of_all(alliance))


@never_cache
@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, slug: str, room_slug: str, seq: int) -> HttpResponse:
    """A topic from one message, and those around it that belong to it."""
    room = find_room(request, slug, room_slug)
    offered = _offered(request, room, find_message(room, seq))
    form = TopicForm(
        request.POST or None,
        offered=offered,
        is_masked=room.masked_as is not None,
        initial={"seqs": [seq]},
    )
    if request.method == "POST" and form.is_valid():
        try:
            topic = topics.make_topic(
                author=request.user, room=room, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(topic)
    context = {
        "room": room,
        "offered": offered,
        "chosen": {str(value) for value in form["seqs"].value() or []},
        "form": form,
        "decision": can_make_topic(request.user, room),
    }
    status = 422 if form.errors else 200
    return render(request, "alliances/topic_new.html", context, status=status)


def _offered(request: MemberRequest, room: Room, message: RoomEvent) -> list[RoomEvent]:
    """What was said around a message, in its thread if it is in one; without the words
    of those whom the reader does not hear."""
    if message.thread is not None:
        first = [find_message(room, message.thread.seq)]
        until = message.seq + LATER_BESIDE
        around = summaries.thread_window(room, first[0], before=until)
    else:
        around = summaries.window(room, request.user, around=message.seq)
        first = []
    said = first + [event for day in around.days for event in day.events]
    return [
        event
        for event in said
        if event.deleted_at is None and voice_of(event) not in room.unheard
    ]
