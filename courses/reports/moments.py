"""Moments and lengths as reports write them, in whatever way a country writes dates."""

import math
import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

DAYS = ("%Y-%m-%d", "%m/%d/%Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%m/%d/%y")
NAMED_DAY = "%b %d %Y"
HOURS = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p")
LENGTH = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})")
# In minutes. Nobody is longer in one room: what says so is no length.
LONGEST = 36 * 60


def moment(text: str, zone: ZoneInfo, near: datetime) -> datetime | None:
    """The reading of a date and hour that lies nearest to the webinar.

    3/4/2026 may be March or April: whichever is the day of the webinar is meant.
    """
    readings = list(_readings(" ".join(text.replace(",", " ").split()), zone))
    return min(readings, key=lambda found: abs(found - near), default=None)


def minutes(text: str) -> float | None:
    """A length in minutes, from `58`, `58,5` or `0:58:30`; at most `LONGEST`."""
    try:
        length = _length(text.strip())
    except ValueError:
        return None
    if not math.isfinite(length) or length > LONGEST:
        return None
    return max(0.0, length)


def _length(text: str) -> float:
    written = LENGTH.fullmatch(text)
    if written is None:
        return float(text.replace(",", "."))
    hours, minutes, seconds = (int(part or 0) for part in written.groups())
    return hours * 60 + minutes + seconds / 60


def _readings(text: str, zone: ZoneInfo) -> Iterator[datetime]:
    try:
        found = datetime.fromisoformat(text)
        yield found if found.tzinfo else found.replace(tzinfo=zone)
    except ValueError:
        pass
    words = text.split(" ")
    # `Mar 4 2026` has three words, other days one.
    is_named, length = text[:1].isalpha(), 3 if text[:1].isalpha() else 1
    day, hour = " ".join(words[:length]), " ".join(words[length:])
    # Indonesian hours are written with full stops: 14.00.05.
    spoken = f"{day} {hour.replace('.', ':')}".upper()
    days = (NAMED_DAY,) if is_named else DAYS
    for format in (f"{d} {h}" for d in days for h in HOURS):
        try:
            yield datetime.strptime(spoken, format).replace(tzinfo=zone)
        except ValueError:
            continue
