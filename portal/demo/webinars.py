"""Pretend webinars: three to come, one past with its attendance."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from common.demo import read
from courses.actions import attendance, presence, registration, webinars
from courses.models import (
    Attendance,
    Cohort,
    Completion,
    Course,
    Follow,
    Presence,
    Registration,
    Series,
    Vote,
    Webinar,
    WebinarQuestion,
)
from portal.demo.people import named

ZONE = ZoneInfo("Asia/Makassar")
# Hers is taken like a real one, so that her inbox and her mail have something in them.
READER = "peserta"


def load() -> None:
    for row in read("webinars", "series"):
        _gather(row)
    for row in read("webinars"):
        webinar = _plan(row)
        _ask(webinar, row)
        if webinar.starts_at > timezone.now():
            _take_seats(webinar, row)
        else:
            _remember(webinar, row)


def _gather(row: dict[str, Any]) -> None:
    series = Series.objects.create(
        slug=row["slug"], title=row["title"], summary=row["summary"]
    )
    series.curators.set(named(key) for key in row["curators"])
    Follow.objects.bulk_create(
        Follow(series=series, person=named(key)) for key in row["followers"]
    )


def _ask(webinar: Webinar, row: dict[str, Any]) -> None:
    asked_at = min(timezone.now(), webinar.starts_at) - timedelta(hours=5)
    for given in row.get("questions", []):
        answer = given.get("answer", "")
        question = WebinarQuestion.objects.create(
            webinar=webinar,
            author=named(given["author"]),
            text=given["text"],
            created_at=asked_at,
            answer=answer,
            answered_at=webinar.ends_at if answer else None,
        )
        Vote.objects.bulk_create(
            Vote(question=question, person=named(key)) for key in given["votes"]
        )


def _plan(row: dict[str, Any]) -> Webinar:
    host, starts_at = named(row["host"]), _time(row)
    webinar = webinars.draft(
        host=host,
        course=Course.objects.filter(slug=row.get("course")).first(),
        cohort=_cohort(row),
        series=Series.objects.filter(slug=row.get("series")).first(),
        title=row["title"],
        summary=row["summary"],
        # What is past by now was published when it was still to come.
        starts_at=max(starts_at, timezone.now() + timedelta(days=1)),
        minutes=row["minutes"],
        seats=row["seats"],
        room=row.get("room", Webinar.Room.ADDRESS),
        address=row.get("address", ""),
        place=row.get("place", ""),
        code_word=row["code_word"],
        needed_percent=50,
        gives_certificate=row.get("gives_certificate", False),
    )
    webinar = webinars.publish(publisher=host, webinar=webinar)
    webinar.starts_at = starts_at
    for name in ("recap", "recording", "slides"):
        setattr(webinar, name, row.get(name, "").strip())
    webinar.recording_megabytes = row.get("recording_megabytes")
    webinar.save()
    return webinar


def _cohort(row: dict[str, Any]) -> Cohort | None:
    if "cohort" not in row:
        return None
    return Cohort.objects.get(course__slug=row["course"], name=row["cohort"])


def _time(row: dict[str, Any]) -> datetime:
    day = timezone.localtime(timezone=ZONE) + timedelta(days=row["in_days"])
    return day.replace(hour=row["hour"], minute=0, second=0, microsecond=0)


def _take_seats(webinar: Webinar, row: dict[str, Any]) -> None:
    keys = row["registered"]
    others = [named(key) for key in keys if key != READER]
    Registration.objects.bulk_create(
        Registration(webinar=webinar, person=person) for person in others
    )
    if READER in keys:
        registration.register(person=named(READER), webinar=webinar)


def _remember(webinar: Webinar, row: dict[str, Any]) -> None:
    """Who had a seat in what is past, who came, and whose attendance was corrected."""
    during = webinar.starts_at + timedelta(minutes=webinar.minutes // 2)
    before = webinar.starts_at - timedelta(days=4)
    seats = {}
    for key in row["registered"]:
        seats[key] = Registration.objects.create(
            webinar=webinar,
            person=named(key),
            created_at=before,
            joined_at=webinar.starts_at if key in row["attended"] else None,
        )
    for key in row["attended"]:
        Attendance.objects.create(
            webinar=webinar,
            person=seats[key].person,
            source=Attendance.Source.CODE_WORD,
            recorded_at=during,
        )
        if webinar.activity is not None:
            Completion.objects.create(
                learner=seats[key].person,
                activity=webinar.activity,
                evidence="kata sandi hadir",
                earned_at=during,
            )
    for key, minutes in row.get("seen", {}).items():
        Presence.objects.create(
            webinar=webinar,
            person=seats[key].person,
            source=Attendance.Source.PORTAL,
            device="contoh",
            joined_at=webinar.starts_at,
            left_at=webinar.starts_at + timedelta(minutes=minutes),
        )
        presence.settle(
            webinar=webinar,
            person=seats[key].person,
            source=Attendance.Source.PORTAL,
        )
    webinar.attendances.update(recorded_at=webinar.ends_at)
    for correction in row["corrected"]:
        attendance.correct(
            facilitator=webinar.host,
            registration=seats[correction["person"]],
            is_present=True,
            reason=correction["reason"],
        )
