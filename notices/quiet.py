"""Quiet hours: the part of the day, in a person's own zone, that stays theirs."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from accounts.models import User
from notices.models import QuietHours


def zone_of(person: User) -> ZoneInfo:
    return ZoneInfo(person.time_zone or settings.TIME_ZONE)


def hours_of(person: User) -> QuietHours | None:
    """None for who has none; asks nothing where they were read with the person."""
    return getattr(person, "quiet_hours", None)


def loud_again(hours: QuietHours | None, person: User, moment: datetime) -> datetime:
    """The moment itself, or the end of the quiet hours that it falls into."""
    if hours is None:
        return moment
    begin, end = _around(hours, moment.astimezone(zone_of(person)))
    return end.astimezone(moment.tzinfo) if begin <= moment < end else moment


def first_try(
    hours: QuietHours | None,
    person: User,
    due_at: datetime,
    until: datetime | None,
) -> datetime:
    """When news may first leave: once it is loud, or, if that would be too late for
    it, just before it was to become quiet.
    """
    loud = loud_again(hours, person, due_at)
    if hours is None or until is None or loud < until:
        return loud
    begin, _end = _around(hours, due_at.astimezone(zone_of(person)))
    return begin - timedelta(minutes=1)


def _around(hours: QuietHours, local: datetime) -> tuple[datetime, datetime]:
    """The quiet hours of this day or night; those over midnight begin a day before."""
    begin = local.replace(
        hour=hours.begins.hour, minute=hours.begins.minute, second=0, microsecond=0
    )
    if hours.begins > hours.ends and local.time() < hours.ends:
        begin -= timedelta(days=1)
    end = begin.replace(hour=hours.ends.hour, minute=hours.ends.minute)
    if hours.begins > hours.ends:
        end += timedelta(days=1)
    return begin, end
