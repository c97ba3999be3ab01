"""Webinars that tests are about."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from icalendar import Calendar

from accounts.models import User
from accounts.tests.factories import make_person
from courses.actions import outline
from courses.models import Activity, Cohort, Course, Registration, Series, Webinar
from courses.tests.factories import make_course, make_module

ROOM = "https://ruang.contoh.id/rahasia-7b1"
CODE_WORD = "Daun Lontar"


def make_host(course: Course, name: str = "Rina Pemandu") -> User:
    host = make_person(name=name)
    course.authors.add(host)
    return host


def make_series(
    *, title: str = "Jumat Belajar", slug: str = "jumat", curator: User | None = None
) -> Series:
    series = Series.objects.create(title=title, slug=slug, summary="Tiap Jumat sore.")
    if curator:
        series.curators.add(curator)
    return series


def make_webinar(
    *,
    course: Course | None = None,
    cohort: Cohort | None = None,
    series: Series | None = None,
    host: User | None = None,
    title: str = "Mengukur tanpa memberatkan warga",
    starts_at: datetime | None = None,
    starts_in: timedelta = timedelta(days=3),
    minutes: int = 90,
    seats: int = 20,
    status: str = Webinar.Status.PUBLISHED,
) -> Webinar:
    """A webinar as if planned long ago: its time may be past, as no action allows."""
    if cohort is not None:
        course = cohort.course
    if course is None and series is None:
        course = make_course()
    webinar = Webinar(
        course=course,
        cohort=cohort,
        series=series,
        host=host or (make_host(course) if course else make_person()),
        title=title,
        summary="Latihan bersama.",
        starts_at=starts_at or timezone.now() + starts_in,
        minutes=minutes,
        seats=seats,
        address=ROOM,
        code_word=CODE_WORD,
        status=status,
    )
    if course and status == Webinar.Status.PUBLISHED:
        webinar.activity = outline.add_activity(
            module=make_module(course=course, title="Webinar"),
            kind=Activity.Kind.WEBINAR,
            title=title,
        )
        webinar.activity.threshold = webinar.needed_minutes
        webinar.activity.save()
    webinar.save()
    return webinar


def make_running_webinar(**fields) -> Webinar:
    return make_webinar(starts_in=-timedelta(minutes=30), **fields)


def make_past_webinar(**fields) -> Webinar:
    return make_webinar(starts_in=-timedelta(days=3), **fields)


def make_seat(*, webinar: Webinar, person: User | None = None) -> Registration:
    return Registration.objects.create(webinar=webinar, person=person or make_person())


def plan(**changes) -> dict[str, Any]:
    """The words of a webinar, as the planning actions take them."""
    return {
        "cohort": None,
        "title": "Mengukur tanpa memberatkan warga",
        "summary": "Latihan bersama.",
        "starts_at": timezone.now() + timedelta(days=3),
        "minutes": 90,
        "seats": 20,
        "room": Webinar.Room.ADDRESS,
        "address": ROOM,
        "place": "",
        "code_word": CODE_WORD,
        "needed_percent": 50,
        "gives_certificate": False,
        **changes,
    }


def event_in(file: str | bytes) -> Any:
    """The one event of an .ics."""
    (event,) = Calendar.from_ical(file).walk("VEVENT")
    return event
