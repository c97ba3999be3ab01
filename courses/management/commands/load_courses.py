"""Load the courses of `fixtures/courses`; what was edited on the site is kept."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from courses.actions import loading


class Command(BaseCommand):
    help = "Load every course of a folder; does nothing for files that are unchanged."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from",
            dest="folder",
            type=Path,
            default=settings.BASE_DIR / "fixtures" / "courses",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for outline in sorted(options["folder"].glob("*/course.toml")):
            told = loading.load_course(folder=outline.parent)
            for path in told.kept:
                self.stdout.write(f"{path}: edited on the site, so left as it is.")
