"""Pretend people and organisations, for development only."""

import tomllib
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "demo"
PASSWORD = "lokadaya-demo"  # noqa: S105
NAMESPACE = uuid.UUID("0c5a4f0e-6f0e-4d52-9a3e-10adaaada7a0")


def require_allowed() -> None:
    """Demo accounts have a known password: production refuses them."""
    if not getattr(settings, "DEMO_DATA_ALLOWED", False):
        raise ImproperlyConfigured("Demo data is for development, never production.")


def read(name: str, table: str = "") -> list[dict[str, Any]]:
    """The rows of `fixtures/demo/<name>.toml`, or those of another table in it."""
    tables = tomllib.loads((FOLDER / f"{name}.toml").read_text())
    rows: list[dict[str, Any]] = tables[table or name]
    return rows


def known_uuid(kind: str, key: str) -> uuid.UUID:
    """The same uuid on both sites for the same pretend person or organisation."""
    return uuid.uuid5(NAMESPACE, f"{kind}:{key}")


def days(count: float) -> datetime:
    """The moment so many days from now; negative is in the past."""
    return timezone.now() + timedelta(days=count)
