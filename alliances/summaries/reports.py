"""Reported messages, for who looks after an alliance."""

from dataclasses import dataclass
from itertools import groupby

from accounts.models import User
from alliances.models import Alliance, Report, RoomEvent


@dataclass(frozen=True)
class Reported:
    """One message, and all that waits to be looked at about it."""

    message: RoomEvent
    reports: list[Report]
    # Whether the reader may follow it into its room.
    may_enter: bool


def reported_in(alliance: Alliance, reader: User) -> list[Reported]:
    """Two queries; the message and nothing around it, not even what it answers."""
    waiting = Report.objects.visible_to(reader).open().for_list()
    waiting = waiting.filter(message__room__alliance=alliance)
    inside = set(alliance.rooms.visible_to(reader).values_list("pk", flat=True))
    found = []
    for _message, reports in groupby(waiting, key=lambda each: each.message_id):
        together = list(reports)
        message = together[0].message
        message.reply_to = None
        found.append(Reported(message, together, message.room_id in inside))
    return found
