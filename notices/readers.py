"""Writing to someone as they read: in their language, with the times of their zone."""

from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone, translation

from accounts.models import User


@contextmanager
def as_read_by(person: User) -> Iterator[None]:
    """Inside, gettext and the time filters speak to this person, whoever is acting."""
    language = person.language or settings.LANGUAGE_CODE
    zone = ZoneInfo(person.time_zone or settings.TIME_ZONE)
    with translation.override(language), timezone.override(zone):
        yield
