"""Load `fixtures/support_forms.toml`; later edits in the admin are kept."""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from common.datasets import load_once
from crowdfunding.campaigns.models import SupportForm


class Command(BaseCommand):
    help = "Load fixtures/support_forms.toml; adds what is missing, changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.BASE_DIR / "fixtures" / "support_forms.toml"
        load_once("support_forms", path, load)


def load(path: Path) -> None:
    forms = tomllib.loads(path.read_text())["forms"]
    SupportForm.objects.bulk_create(
        [SupportForm(position=position, **row) for position, row in enumerate(forms)],
        ignore_conflicts=True,
    )
