"""Messages to mobile phones, through whichever sender the settings name.

`PHONE_SENDER` is the dotted path of a class with `send(*, phone, text)`, for WhatsApp
or SMS. Without one nobody is asked for a number (docs/decisions/0011-phone-sender.md).
"""

import sys
import uuid
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class PhoneSender(Protocol):
    def send(self, *, phone: str, text: str) -> None:
        """Deliver the text, or raise."""


class FileAndConsoleSender:
    """For development: shown on the console and kept beside the e-mail files."""

    def send(self, *, phone: str, text: str) -> None:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"ponsel-{phone}-{uuid.uuid4().hex}.txt"
        path.write_text(f"{text}\n")
        sys.stdout.write(f"{phone}: {text}\n")
        sys.stdout.flush()


def available() -> bool:
    return bool(settings.PHONE_SENDER)


def send(*, phone: str, text: str) -> None:
    sender: PhoneSender = import_string(settings.PHONE_SENDER)()
    sender.send(phone=phone, text=text)
