"""For development: shown on the console and kept beside the e-mail files."""

import sys
import uuid
from pathlib import Path

from django.conf import settings

from accounts.phone_senders.base import PhoneMessage


class FileAndConsole:
    def send(self, message: PhoneMessage) -> None:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"ponsel-{message.phone}-{uuid.uuid4().hex}.txt"
        path.write_text(f"{message.text}\n")
        sys.stdout.write(f"{message.phone}: {message.text}\n")
        sys.stdout.flush()
