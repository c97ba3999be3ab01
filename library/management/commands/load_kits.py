"""Load the kits and modules of `fixtures/courses` into the library."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from library import sheets
from library.actions import loading


class Command(BaseCommand):
    help = "Load each course's kit and module; does nothing for what is unchanged."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from",
            dest="folder",
            type=Path,
            default=settings.BASE_DIR / "fixtures" / "courses",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        broken: list[str] = []
        for folder in sorted(options["folder"].glob("*/kit")):
            try:
                kept = loading.load_course(folder=folder.parent)
            except sheets.Broken as problem:
                broken.append(str(problem))
                continue
            for path in kept:
                self.stdout.write(f"{path}: edited on the site, so left as it is.")
        if broken:
            raise CommandError("\n".join(broken))
