"""A real mail server on this machine, which keeps what it is handed."""

import email
import logging
from asyncio.base_events import Server
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


class Mailboxes:
    """What came, in its order, as the mailboxes would show it."""

    def __init__(self) -> None:
        self.arrived: list[bytes] = []
        self._opened: list[EmailMessage] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.arrived.append(envelope.original_content)
        return "250 OK"

    @property
    def mails(self) -> list[EmailMessage]:
        """Opened when somebody looks: reading takes longer than being handed one."""
        for content in self.arrived[len(self._opened) :]:
            parsed = email.message_from_bytes(content, policy=default)
            assert isinstance(parsed, EmailMessage)
            self._opened.append(parsed)
        return self._opened

    def of(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.mails if mail["To"] == address]


class AnyPort(Controller):
    """Listens where the machine has room."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def listening() -> Iterator[tuple[Mailboxes, int]]:
    """The server, and its port. It writes nobody's address into a log."""
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    mailboxes = Mailboxes()
    controller = AnyPort(mailboxes, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        yield mailboxes, controller.port
    finally:
        controller.stop()


@contextmanager
def mail_server(settings: Any) -> Iterator[Mailboxes]:
    """Have Django's mail go there for as long as it runs."""
    with listening() as (mailboxes, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = port
        settings.EMAIL_USE_TLS = False
        yield mailboxes
