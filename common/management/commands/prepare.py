"""Bring a site's database up to date: migrate, then load what belongs in it."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Migrate, then run the site's PREPARE_COMMANDS."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        for command in settings.PREPARE_COMMANDS:
            call_command(command)
