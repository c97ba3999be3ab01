"""Carriers: each takes one sort of row out of the house."""

from collections.abc import Iterator
from typing import Any

from notices.carriers.base import Carrier, Unwanted
from notices.carriers.invitations import InvitationCarrier
from notices.carriers.mail import DigestMail, NoticeMail
from notices.carriers.phone import PhoneCarrier
from notices.carriers.push import PushCarrier

__all__ = ["Carrier", "Unwanted", "carriers"]


def carriers() -> Iterator[Carrier[Any]]:
    """All of them, what is most urgent first."""
    yield PushCarrier()
    yield PhoneCarrier()
    yield InvitationCarrier()
    yield NoticeMail()
    yield DigestMail()
