"""Webinars seen from elsewhere: what waits for a person, who attended how often."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from common.prepared import prepared
from common.templatetags.lokadaya import at
from common.waiting import Waiting
from courses.models import Attendance, Course, Registration, Webinar
from courses.models.webinar_hours import CODE_WORD_TAKEN_FOR

SOON = timedelta(hours=24)
WAITING = 2


@dataclass(frozen=True)
class Seat:
    """One line of the attendance list."""

    registration: Registration
    person: User
    attendance: Attendance | None
    watched_minutes: int = 0

    @property
    def is_present(self) -> bool:
        return self.attendance is not None and self.attendance.is_present

    def is_about(self, words: str) -> bool:
        return words.casefold() in self.person.name.casefold()

    @property
    def is_corrected(self) -> bool:
        source = Attendance.Source.CORRECTION
        return self.attendance is not None and self.attendance.source == source


def webinars_waiting_for(user: User) -> list[Waiting]:
    """The next webinars the person has a seat in, or whose code word is not given."""
    now = timezone.now()
    seats = _next_seats(user, now - CODE_WORD_TAKEN_FOR)
    return [_waiting(seat.webinar, now) for seat in seats]


def attended_count_by_learner(course: Course) -> dict[int, int]:
    """How many of the course's webinars each person attended, by the person's key."""
    attended = Attendance.objects.counted().filter(webinar__course=course)
    return dict(Counter(attended.values_list("person_id", flat=True)))


def attendance_list(webinar: Webinar) -> list[Seat]:
    """Everyone with a seat, and by what it is known that they were there."""
    standing = {a.person_id: a for a in webinar.attendances.standing()}
    watched = dict(webinar.viewings.values_list("person_id", "seconds"))
    seats = webinar.registrations.active().select_related("person")
    return [
        Seat(
            seat,
            seat.person,
            standing.get(seat.person_id),
            watched_minutes=watched.get(seat.person_id, 0) // 60,
        )
        for seat in seats.order_by("person__name", "pk")
    ]


def seat_of(user: User | AnonymousUser, webinar: Webinar) -> Seat | None:
    """The reader's own seat or place in the line, if they have one."""
    seats = webinar.registrations.open().of_person(user).select_related("person")
    seat = seats.first()
    if seat is None:
        return None
    known = webinar.attendances.filter(person=seat.person_id).standing().first()
    return Seat(seat, seat.person, known)


def place_in_line(registration: Registration) -> int:
    """How many wait longer, and this one."""
    line = Registration.objects.waiting().filter(webinar=registration.webinar_id)
    earlier = Q(created_at__lt=registration.created_at)
    same = Q(created_at=registration.created_at, pk__lte=registration.pk)
    return line.filter(earlier | same).count()


@prepared
def _next_seats(user: User, ended_after: datetime) -> QuerySet[Registration]:
    is_said = Q(is_present=True) | Q(source=Attendance.Source.CORRECTION)
    known = Attendance.objects.filter(is_said, webinar=OuterRef("webinar"), person=user)
    return (
        Registration.objects.active()
        .filter(
            person=user,
            webinar__status=Webinar.Status.PUBLISHED,
            webinar__ends_at__gt=ended_after,
        )
        .exclude(Exists(known))
        .select_related("webinar__host")
        .order_by("webinar__starts_at")[:WAITING]
    )


def _waiting(webinar: Webinar, now: datetime) -> Waiting:
    if webinar.is_over:
        return Waiting(
            icon="video",
            title=_("Kata sandi hadir: %(title)s") % {"title": webinar.title},
            text=_("Diterima sampai %(time)s.")
            % {"time": at(webinar.code_word_taken_until)},
            url=webinar.get_absolute_url(),
            urgency=1,
            at=webinar.code_word_taken_until,
        )
    return Waiting(
        icon="video",
        title=_("Webinar: %(title)s") % {"title": webinar.title},
        text=_("%(time)s, bersama %(host)s.")
        % {"time": at(webinar.starts_at), "host": webinar.host.name},
        url=webinar.get_absolute_url(),
        urgency=1 if webinar.starts_at - now < SOON else 3,
        at=webinar.starts_at,
        badge=_until(webinar.starts_at - now),
    )


def _until(left: timedelta) -> str:
    """How long until then, in the largest whole unit."""
    if left <= timedelta(0):
        return _("sedang berlangsung")
    if left < timedelta(hours=1):
        minutes = max(1, int(left.total_seconds() // 60))
        return ngettext("%d menit lagi", "%d menit lagi", minutes) % minutes
    if left < SOON:
        hours = int(left.total_seconds() // 3600)
        return ngettext("%d jam lagi", "%d jam lagi", hours) % hours
    return ngettext("%d hari lagi", "%d hari lagi", left.days) % left.days
