"""Messages to mobile phones, by the sender that the settings name.

Without one nobody is asked for a number (docs/decisions/0011-phone-sender.md).
"""

from django.conf import settings
from django.utils.module_loading import import_string

from accounts.phone_senders import PhoneMessage, PhoneSender, Unreachable

__all__ = ["PhoneMessage", "Unreachable", "available", "send"]


def available() -> bool:
    return bool(settings.PHONE_SENDER)


def send(message: PhoneMessage) -> None:
    """Hand it to the sender, or raise `Unreachable`."""
    sender: PhoneSender = import_string(settings.PHONE_SENDER)()
    sender.send(message)
