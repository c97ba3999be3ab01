"""Under which name a person is heard in a room, and the mark that stands for it."""

from typing import NamedTuple

from accounts.models import User
from alliances.models import Room, RoomEvent

MARK = 8


class Voice(NamedTuple):
    """What browsers know of somebody: a key of no meaning, and a name."""

    key: str
    name: str


def voice_of(event: RoomEvent) -> str:
    """Whose voice this is, for browsers; nothing once the account is gone."""
    if event.pseudonym_id is not None:
        return str(event.pseudonym_id)
    if "author_sub" in event.__dict__:
        return str(event.author_sub or "")
    return str(event.author.sub) if event.author else ""


def voice_in(room: Room, person: User) -> Voice:
    """As whom a person is heard in a room that was read `heard_from` them."""
    if room.masked_as:
        return Voice(str(room.masked_as), room.masked_name or "")
    return Voice(str(person.sub), person.name)


def mark_of(voice: str) -> str:
    """The beginning of a voice: enough to tell the people of a room apart."""
    return voice[:MARK]
