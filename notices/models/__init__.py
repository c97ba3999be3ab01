"""What a person is told, what carries it to them, and how they want to hear it."""

from notices.models.choice import Choice, How, QuietHours
from notices.models.device import Device
from notices.models.digest import Digest, Rhythm
from notices.models.dispatch import Channel, Dispatch
from notices.models.incoming import IncomingReply
from notices.models.invitation import Invitation
from notices.models.notice import Notice

__all__ = [
    "Channel",
    "Choice",
    "Device",
    "Digest",
    "Dispatch",
    "How",
    "IncomingReply",
    "Invitation",
    "Notice",
    "QuietHours",
    "Rhythm",
]
