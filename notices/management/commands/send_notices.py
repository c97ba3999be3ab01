"""Gather and send what is due now, as the clock has it done every minute."""

from typing import Any

from django.core.management.base import BaseCommand

from notices.actions import gathering, sending


class Command(BaseCommand):
    help = "Gather digests and send everything that is due, then stop."

    def handle(self, *args: Any, **options: Any) -> None:
        gathered, sent = gathering.gather(), 0
        while some := sending.send_side_by_side():
            sent += some
        self.stdout.write(f"{gathered} digests gathered, {sent} messages sent.")
