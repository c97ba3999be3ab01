"""Telling open browsers what happened, after the commit: a courtesy, not the truth."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from alliances.cards import drawn
from alliances.models import Room, RoomEvent
from alliances.voices import Voice, voice_of
from common.commits import once_committed
from common.sockets import send_to_group, tell_group


def room_group(room_id: int) -> str:
    return f"alliances.room.{room_id}"


def person_group(person_id: int) -> str:
    return f"alliances.person.{person_id}"


def frame(event: RoomEvent) -> dict[str, Any]:
    """An event as every reader gets it, by socket and by HTTP.

    The HTML is the same for all: in the site's own language and time zone, with the
    moment beside it. Whose it is and what o'clock it was there, the browser decides.
    What changes a message shows it as it is now.
    """
    message = event.thread or event.message
    with translation.override(settings.LANGUAGE_CODE), timezone.override(None):
        # What a picture weighs comes first; who need not save has it fetched.
        html = drawn(message, saves_data=True)
        words = drawn(event, saves_data=True) if event.thread else ""
    frame = {
        "type": "event",
        "seq": event.seq,
        "kind": event.kind,
        "author": voice_of(event) or None,
        "client_id": str(event.client_id) if event.client_id else None,
        "at": event.created_at.isoformat(),
        "html": html,
    }
    if event.thread:
        # To who knows no threads, it is something that happened to their first message.
        beside = {"kind": "thread", "thread": message.seq, "words": words}
        return {**frame, **beside, "target": message.seq}
    return {**frame, "target": message.seq} if event.target else frame


def acknowledgement(event: RoomEvent) -> dict[str, Any]:
    """What the author gets: what they asked is done, under this number."""
    return {"type": "ack", "client_id": str(event.client_id), "seq": event.seq}


def typing(voice: Voice, thread: int | None = None) -> dict[str, Any]:
    """What a room's other sockets are told while somebody writes, and beside what."""
    frame: dict[str, Any] = {"type": "typing", "author": voice.key}
    frame["name"] = voice.name
    if thread is not None:
        frame["thread"] = thread
    return {"type": "room.typing", "text": json.dumps(frame)}


def standing(room: Room) -> dict[str, Any]:
    """Whether anybody may still write there, and if not, why."""
    because = room.archived_because
    frame = {"type": "archived", "archived": room.is_archived, "reason": because}
    return {"type": "room.archived", "text": json.dumps(frame)}


def announce_standing(room: Room) -> None:
    """Tell everyone in a room that it was archived, or opened again."""
    tell_group(room_group(room.pk), standing(room))


def announce(event: RoomEvent) -> None:
    """Show an event to everyone in its room."""
    once_committed(_broadcast, event)


def look_again(person_ids: Iterable[int]) -> None:
    """Have these people's sockets ask whether they still belong where they are."""
    for person_id in person_ids:
        _tell_person(person_id, {"type": "standing.changed"})


def signed_out(person_id: int, session_key: str | None) -> None:
    """Close the sockets of one session, or of all the person's if it is not known."""
    event = {"type": "session.ended", "session": fingerprint(session_key)}
    _tell_person(person_id, event)


def fingerprint(session_key: str | None) -> str:
    """Names a session to its own sockets without giving its key away."""
    if not session_key:
        return ""
    return hashlib.sha256(session_key.encode()).hexdigest()


def _broadcast(event: RoomEvent) -> None:
    # Written out once here, not once for every reader.
    text = json.dumps(frame(event))
    message = {"type": "room.event", "seq": event.seq, "text": text}
    send_to_group(room_group(event.room_id), message)


def _tell_person(person_id: int, event: dict[str, Any]) -> None:
    tell_group(person_group(person_id), event)
