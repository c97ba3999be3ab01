"""Load the provinces and kabupaten/kota of `fixtures/regions.json`."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from common.datasets import load_once
from common.models import Province, Regency


class Command(BaseCommand):
    help = "Load fixtures/regions.json; does nothing when it has not changed."

    def handle(self, *args: Any, **options: Any) -> None:
        load_once("regions", settings.BASE_DIR / "fixtures" / "regions.json", load)


def load(path: Path) -> None:
    """Add and rename; a region that is gone keeps its row, for what refers to it."""
    regions = json.loads(path.read_text())
    Province.objects.bulk_create(
        [Province(**province) for province in regions["provinces"]],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "time_zone", "valid_from"],
    )
    Regency.objects.bulk_create(
        [
            Regency(province_id=regency.pop("province"), **regency)
            for regency in regions["regencies"]
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["province", "name", "kind", "valid_from"],
    )
