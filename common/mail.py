"""E-mail in development: shown on the console, kept as files, sent nowhere."""

from collections.abc import Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends import console, filebased
from django.core.mail.backends.base import BaseEmailBackend


class FileAndConsoleBackend(BaseEmailBackend):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.backends = (
            filebased.EmailBackend(*args, **kwargs),
            console.EmailBackend(*args, **kwargs),
        )

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        messages = list(email_messages)
        for backend in self.backends:
            backend.send_messages(messages)
        return len(messages)
