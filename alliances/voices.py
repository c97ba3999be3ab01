"""Under which name a person is heard in a room, and the mark that stands for it."""

from accounts.models import User
from alliances.models import RoomEvent

MARK = 8


def voice_of(event: RoomEvent) -> str:
    """Whose voice this is, for browsers; nothing once the account is gone."""
    return str(event.author.sub) if event.author else ""


def mark_of(person: User) -> str:
    """The beginning of a voice: enough to tell the people of a room apart."""
    return str(person.sub)[:MARK]
