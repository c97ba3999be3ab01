"""Load the texts of `fixtures/library`; what was edited on the site is kept."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from library import sheets
from library.actions import loading

READ_ME = "README.md"


class Command(BaseCommand):
    help = "Load the library's own texts; does nothing for files that are unchanged."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--from",
            dest="folder",
            type=Path,
            default=settings.BASE_DIR / "fixtures" / "library",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """A broken file is named at the end, and stops no other."""
        broken: list[str] = []
        for path in sorted(options["folder"].glob("*.md")):
            if path.name == READ_ME:
                continue
            try:
                is_ours = loading.load_text(path=path)
            except sheets.Broken as problem:
                broken.append(str(problem))
                continue
            if not is_ours:
                name = f"{path.parent.name}/{path.name}"
                self.stdout.write(f"{name}: edited on the site, so left as it is.")
        if broken:
            raise CommandError("\n".join(broken))
