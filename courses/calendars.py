"""Calendar files: what a phone's own calendar learns about a webinar."""

from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from courses.models import Webinar

PRODUCT = "-//Lokadaya//Webinar//ID"


def of_webinar(webinar: Webinar) -> str:
    """The webinar as an .ics, in UTC. The same UID with a higher number is a change.

    The room is not in it: files are passed on, and the door is the portal's page.
    """
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
    event.add("location", page)
    event.add("url", page)
    event.add("status", "CANCELLED" if webinar.is_cancelled else "CONFIRMED")
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return str(calendar.to_ical().decode())
