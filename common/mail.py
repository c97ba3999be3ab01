"""E-mail in development: shown on the console, kept as files, sent nowhere."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends import console, filebased
from django.core.mail.backends.base import BaseEmailBackend


class TextOnConsole(console.EmailBackend):
    """Who gets it, its subject and its text: what one looks for at the console. Its
    headers and its HTML are in the file."""

    def write_message(self, message: EmailMessage) -> None:
        head = f"E-mail to {', '.join(message.recipients())}: {message.subject}"
        self.stream.write(f"{head}\n\n{message.body.strip()}\n{'-' * 79}\n")


class FileAndConsole(BaseEmailBackend):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.backends = (
            filebased.EmailBackend(*args, **kwargs),
            TextOnConsole(*args, **kwargs),
        )

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        messages = list(email_messages)
        for backend in self.backends:
            backend.send_messages(messages)
        return len(messages)
