"""Bring a site's database up to date: migrate, then load what belongs in it."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    help = "Migrate, then run the site's PREPARE_COMMANDS."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--without",
            action="append",
            default=[],
            metavar="COMMAND",
            help="leave out one of them, such as load_demo",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        for command in settings.PREPARE_COMMANDS:
            if command not in options["without"]:
                call_command(command)
