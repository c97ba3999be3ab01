"""Take in mail without an e-mail service: from a pipe, or from a folder of files."""

import email
import logging
import mailbox
import sys
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from notices.actions import receiving

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Take in one mail from standard input, or all new ones of a Maildir."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--maildir", type=Path, help="a folder in Maildir format")
        parser.add_argument("--sender", help="who the envelope names, if it is known")
        parser.add_argument("--recipient", help="to whom the envelope goes")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["maildir"] is None:
            said = receiving.receive(
                _read(sys.stdin.buffer.read()),
                envelope_sender=options["sender"],
                envelope_recipient=options["recipient"],
            )
            self.stdout.write(said.get_outcome_display())
            return
        folder = mailbox.Maildir(options["maildir"], create=True)
        for key in folder.keys():  # noqa: SIM118
            try:
                said = receiving.receive(_read(folder.get_bytes(key)))
            except receiving.TRY_AGAIN as reason:
                # It is there the next time; the others need not wait for it.
                logger.warning("A mail waits: %s", type(reason).__name__)
                continue
            folder.discard(key)
            self.stdout.write(said.get_outcome_display())


def _read(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message
