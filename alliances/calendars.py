"""The calendar of an alliance: what its parts have dates for, as a page and as a file.

An app on top of alliances calls `register` when it is ready, as with `places`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from accounts.models import User
from alliances.models import Alliance

PRODUCT = "-//Lokadaya//Aliansi//ID"
# What is long past is in the calendar already; a phone asks for this file every hour.
KEPT = timedelta(days=120)


@dataclass(frozen=True)
class Entry:
    """Something with a date: a moment with an end, or a whole day.

    `uid` names it for ever, `version` counts up when it changes, and `changed` is when
    it last did (RFC 5545: SEQUENCE, and DTSTAMP of a file without a METHOD).
    """

    uid: str
    title: str
    starts: datetime | date
    url: str
    kind: str
    ends: datetime | None = None
    text: str = ""
    place: str = ""
    version: int = 0
    changed: datetime | None = None
    is_cancelled: bool = False

    @property
    def day(self) -> date:
        """In the zone of whoever reads."""
        if isinstance(self.starts, datetime):
            return timezone.localdate(self.starts)
        return self.starts

    @property
    def has_hour(self) -> bool:
        return isinstance(self.starts, datetime)


Source = Callable[[Alliance, User, date], Iterable[Entry]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """`source(alliance, reader, since)` gives what this reader may see."""
    if source in _sources:
        raise ValueError(f"{source} is asked already")
    _sources.append(source)


def entries(alliance: Alliance, reader: User, since: date) -> list[Entry]:
    """From all parts, by day; within a day what has no hour comes first."""
    found = [entry for source in _sources for entry in source(alliance, reader, since)]
    return sorted(
        found, key=lambda e: (e.day, e.has_hour, _moment(e.starts), e.title, e.uid)
    )


def as_file(alliance: Alliance, reader: User) -> str:
    """The .ics that a phone's calendar asks for again and again (RFC 5545)."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("x-wr-calname", alliance.name)
    calendar.add("refresh-interval", timedelta(hours=1), {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", timedelta(hours=1))
    since = timezone.localdate() - KEPT
    for entry in entries(alliance, reader, since):
        calendar.add_component(_event(entry))
    return str(calendar.to_ical().decode())


def _event(entry: Entry) -> Event:
    page = f"{settings.PORTAL_URL}{entry.url}"
    event = Event()
    event.add("uid", f"{entry.uid}@{urlsplit(settings.PORTAL_URL).hostname}")
    event.add("sequence", entry.version)
    event.add("dtstamp", entry.changed or timezone.now())
    if entry.changed:
        event.add("last-modified", entry.changed)
    event.add("dtstart", entry.starts)
    if entry.ends:
        event.add("dtend", entry.ends)
    event.add("summary", entry.title)
    event.add("description", "\n\n".join(filter(None, (entry.text, page))))
    event.add("location", entry.place or page)
    event.add("url", page)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    return event


def _moment(starts: datetime | date) -> float:
    return starts.timestamp() if isinstance(starts, datetime) else 0.0
