"""Time zones to choose from: those of Indonesia first, then where members often are."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

INDONESIA: tuple[tuple[str, str | Promise], ...] = (
    ("Asia/Jakarta", _("WIB, Waktu Indonesia Barat")),
    ("Asia/Makassar", _("WITA, Waktu Indonesia Tengah")),
    ("Asia/Jayapura", _("WIT, Waktu Indonesia Timur")),
)
ELSEWHERE: tuple[tuple[str, str | Promise], ...] = (
    ("Asia/Dili", _("Dili")),
    ("Asia/Kuala_Lumpur", _("Kuala Lumpur")),
    ("Asia/Singapore", _("Singapura")),
    ("Asia/Bangkok", _("Bangkok")),
    ("Asia/Manila", _("Manila")),
    ("Asia/Hong_Kong", _("Hong Kong")),
    ("Asia/Taipei", _("Taipei")),
    ("Asia/Seoul", _("Seoul")),
    ("Asia/Tokyo", _("Tokyo")),
    ("Asia/Kolkata", _("Delhi")),
    ("Asia/Riyadh", _("Riyadh, Makkah")),
    ("Asia/Dubai", _("Dubai")),
    ("Africa/Cairo", _("Kairo")),
    ("Europe/Istanbul", _("Istanbul")),
    ("Europe/Amsterdam", _("Amsterdam, Berlin, Paris")),
    ("Europe/London", _("London")),
    ("America/New_York", _("New York")),
    ("America/Los_Angeles", _("Los Angeles")),
    ("Australia/Perth", _("Perth")),
    ("Australia/Darwin", _("Darwin")),
    ("Australia/Sydney", _("Sydney, Melbourne")),
    ("Pacific/Auckland", _("Auckland")),
)
NAMES = dict((*INDONESIA, *ELSEWHERE))


def choices() -> list[tuple[str | Promise, list[tuple[str, str]]]]:
    """For a list to choose from, each with its hour now."""
    now = timezone.now()
    return [
        (_("Indonesia"), _with_hour(INDONESIA, now)),
        (_("Luar negeri"), _with_hour(ELSEWHERE, now)),
    ]


def _with_hour(
    zones: Iterable[tuple[str, str | Promise]], now: datetime
) -> list[tuple[str, str]]:
    return [
        (zone, f"{name} ({now.astimezone(ZoneInfo(zone)):%H.%M})")
        for zone, name in zones
    ]
