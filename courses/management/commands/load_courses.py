"""Load the courses of `fixtures/courses`; what was changed on the site is kept."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from courses.actions import loading
from courses.actions.sources.reading import Broken


class Command(BaseCommand):
    help = "Load every course of a folder; does nothing for files that are unchanged."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from",
            dest="folder",
            type=Path,
            default=settings.BASE_DIR / "fixtures" / "courses",
        )
        parser.add_argument(
            "--again",
            action="append",
            default=[],
            metavar="NAME",
            help="bring the course of this folder back after it was deleted here",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """A broken file stops its own course alone, and is named at the end."""
        broken: list[str] = []
        for name in options["again"]:
            loading.forget(name=name)
        for outline in sorted(options["folder"].glob("*/course.toml")):
            try:
                told = loading.load_course(folder=outline.parent)
            except Broken as problem:
                broken.append(str(problem))
                continue
            for path in told.kept:
                self.stdout.write(f"{path}: edited on the site, so left as it is.")
            for path in told.unmoved:
                self.stdout.write(
                    f"{path}: rearranged on the site, so its order stays."
                )
            for path in told.deleted:
                self.stdout.write(f"{path}: deleted on the site, so left out.")
            for path in told.dropped:
                self.stdout.write(f"{path}: no longer in the outline, so now a draft.")
        if broken:
            raise CommandError("\n".join(broken))
