"""Alliances, who belongs to them, and what is said in their rooms."""

from alliances.models.alliance import Alliance, Steward
from alliances.models.attachment import MessageFile
from alliances.models.block import Block
from alliances.models.event import RoomEvent
from alliances.models.membership import AllianceMembership
from alliances.models.pseudonym import RoomPseudonym
from alliances.models.reading import ReadPosition, ThreadPosition
from alliances.models.report import Report
from alliances.models.room import SOCIETY, Room
from alliances.models.seat import Seat
from alliances.models.untold import Untold

__all__ = [
    "SOCIETY",
    "Alliance",
    "AllianceMembership",
    "Block",
    "MessageFile",
    "ReadPosition",
    "Report",
    "Room",
    "RoomEvent",
    "RoomPseudonym",
    "Seat",
    "Steward",
    "ThreadPosition",
    "Untold",
]
