"""Calendar files: what a phone's own calendar learns about webinars."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from accounts.models import User
from courses.models import Webinar
from notices.readers import as_read_by

PRODUCT = "-//Lokadaya//Webinar//ID"


# What is long past is in the calendar already; a phone asks for this file every hour.
KEPT = timedelta(days=120)


def of_webinar(webinar: Webinar) -> str:
    """The webinar as an .ics, in UTC. The same UID with a higher number is a change.

    The room is not in it: files are passed on, and the door is the portal's page.
    """
    calendar = _calendar()
    calendar.add("method", "PUBLISH")
    calendar.add_component(_event(webinar))
    return str(calendar.to_ical().decode())


def of_person(person: User) -> str:
    """What the person has a seat in or hosts, to be asked for again and again."""
    with as_read_by(person):
        calendar = _calendar()
        calendar.add("x-wr-calname", _("Webinar Lokadaya"))
        calendar.add("refresh-interval", timedelta(hours=1), {"VALUE": "DURATION"})
        calendar.add("x-published-ttl", timedelta(hours=1))
        for webinar in Webinar.objects.in_calendar_of(person, since=KEPT):
            calendar.add_component(_event(webinar))
    return str(calendar.to_ical().decode())


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    return calendar


def _event(webinar: Webinar) -> Event:
    page = f"{settings.PORTAL_URL}{webinar.get_absolute_url()}"
    event = Event()
    event.add("uid", f"{webinar.uid}@{urlsplit(settings.PORTAL_URL).hostname}")
    event.add("sequence", webinar.version)
    event.add("dtstamp", webinar.changed_at)
    event.add("last-modified", webinar.changed_at)
    event.add("dtstart", webinar.starts_at)
    event.add("dtend", webinar.ends_at)
    event.add("summary", webinar.title)
    event.add("description", f"{webinar.summary}\n\n{page}")
    event.add("location", webinar.place or page)
    event.add("url", page)
    event.add("status", "CANCELLED" if webinar.is_cancelled else "CONFIRMED")
    return event
