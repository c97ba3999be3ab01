"""Load the sectors of `fixtures/sectors.toml`; later edits in the admin are kept."""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from common.datasets import load_once
from network.models import Sector


class Command(BaseCommand):
    help = "Load fixtures/sectors.toml; adds what is missing, changes nothing else."

    def handle(self, *args: Any, **options: Any) -> None:
        load_once("sectors", settings.BASE_DIR / "fixtures" / "sectors.toml", load)


def load(path: Path) -> None:
    sectors = tomllib.loads(path.read_text())["sectors"]
    Sector.objects.bulk_create(
        [
            Sector(slug=row["slug"], name=row["name"], position=position)
            for position, row in enumerate(sectors)
        ],
        ignore_conflicts=True,
    )
