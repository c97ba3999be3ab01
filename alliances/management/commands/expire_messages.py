"""Delete at once what rooms are to forget: before a restored site opens its doors."""

from typing import Any

from django.core.management.base import BaseCommand

from alliances.actions import expiry


class Command(BaseCommand):
    help = __doc__

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{expiry.expire()} messages had expired and are gone.")
