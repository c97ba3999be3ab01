"""Dialogues, who is invited and was there, minutes, commitments."""

from alliances.dialogues.models.commitment import Commitment, Progress
from alliances.dialogues.models.dialogue import Dialogue
from alliances.dialogues.models.guest import Attendee, Invitation
from alliances.dialogues.models.record import Correction, Record, RecordVersion

__all__ = [
    "Attendee",
    "Commitment",
    "Correction",
    "Dialogue",
    "Invitation",
    "Progress",
    "Record",
    "RecordVersion",
]
