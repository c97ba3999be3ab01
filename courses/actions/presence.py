"""Presence: how long somebody was there, from what the portal and the room saw."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from common.decisions import require
from courses.actions import achievements, completion
from courses.intervals import minutes_within
from courses.models import Achievement, Activity, Attendance, Presence, Webinar
from courses.models.rule import Rule
from courses.permissions import can_join, has_seat

# A device that is heard of again within this was there all the while.
PATIENCE = timedelta(minutes=3)


@transaction.atomic
def see(*, person: User, webinar: Webinar, device: str) -> int:
    """The page of the room is open on a device just now; the minutes seen so far."""
    require(can_join(person, webinar))
    if not has_seat(person, webinar):
        return 0
    source = Attendance.Source.PORTAL
    extend(webinar=webinar, person=person, source=source, device=device)
    return settle(webinar=webinar, person=person, source=source).minutes or 0


def extend(
    *,
    webinar: Webinar,
    person: User,
    source: int,
    device: str,
    unseen_since: datetime | None = None,
    came_at: datetime | None = None,
) -> None:
    """Seen now: the stretch that goes on, or the first moment of a new one, which was
    at `came_at` if that is known. Nobody looked after `unseen_since`.
    """
    now = timezone.now()
    own = Presence.objects.filter(
        webinar=webinar, person=person, source=source, device=device
    )
    last = own.select_for_update().order_by("-left_at").first()
    silent_since = min(now - PATIENCE, unseen_since or now)
    if last is not None and last.left_at >= silent_since:
        last.left_at = max(now, last.left_at)
        last.save(update_fields=["left_at"])
        return
    Presence.objects.create(
        webinar=webinar,
        person=person,
        source=source,
        device=device,
        joined_at=came_at or now,
        left_at=now,
    )


@transaction.atomic
def settle(*, webinar: Webinar, person: User, source: int) -> Attendance:
    """Add up what one source saw of a person, and complete what that completes."""
    minutes = minutes_seen(webinar, person, source)
    known = Attendance.objects.filter(
        webinar=webinar, person=person, source=source
    ).first()
    if known is not None and known.minutes == minutes:
        return known
    was_enough = known is not None and known.is_present
    # A rule made harder takes nothing back: only less time than was known does.
    longest = (known and known.minutes) or 0
    stays = was_enough and minutes >= longest
    attendance, _created = Attendance.objects.update_or_create(
        webinar=webinar,
        person=person,
        source=source,
        defaults={
            "minutes": minutes,
            "is_present": stays or minutes >= webinar.needed_minutes,
            "recorded_at": timezone.now(),
        },
    )
    # While it runs, enough is told once; the job tells the rest when it is over.
    if webinar.is_over or attendance.is_present != was_enough:
        tell_course(webinar, person)
    return attendance


def minutes_seen(webinar: Webinar, person: User, source: int) -> int:
    stretches = Presence.objects.filter(webinar=webinar, person=person, source=source)
    seen: list[tuple[datetime, datetime]] = list(
        stretches.values_list("joined_at", "left_at")
    )
    return minutes_within(seen, webinar.starts_at, webinar.ends_at)


def tell_course(webinar: Webinar, person: User) -> None:
    """What stands of this person goes to the step in the course, if there is one; and
    earns the certificate of the webinar itself, once it is over."""
    stands = webinar.attendances.filter(person=person).standing().first()
    if stands is None:
        return
    if webinar.activity is not None:
        _meet_step(webinar.activity, stands)
    if webinar.gives_certificate and webinar.is_over and stands.is_present:
        _credit(webinar, stands)


def _meet_step(step: Activity, stands: Attendance) -> None:
    """What was judged, by a facilitator or by the code word, counts whole."""
    source = Attendance.Source(stands.source)
    was_judged = source in (source.CORRECTION, source.CODE_WORD)
    if (was_judged and not stands.is_present) or _is_known(step, stands):
        return
    completion.meet(
        learner=stands.person,
        activity=step,
        event=Rule.ATTENDED,
        value=None if was_judged else stands.minutes,
        evidence=f"attendance:{stands.pk}, {source.label}",
    )


def _is_known(step: Activity, stands: Attendance) -> bool:
    """Told once more, it would pass for something that the learner did just now."""
    known = step.results.filter(learner=stands.person_id, event=Rule.ATTENDED)
    if stands.minutes is not None:
        known = known.filter(value__gte=stands.minutes)
    done = step.completions.filter(learner=stands.person_id)
    return known.exists() and done.exists()


def _credit(webinar: Webinar, stands: Attendance) -> None:
    """Kehadiran of one webinar."""
    achievements.earn(
        learner=stands.person,
        kind=Achievement.Kind.ATTENDANCE,
        subject=f"courses.webinar:{webinar.pk}",
        title=webinar.title,
        hours=achievements.in_hours(webinar.minutes),
        webinar=webinar,
        evidence=f"attendance:{stands.pk}",
    )


@transaction.atomic
def settle_all(webinar: Webinar) -> None:
    """After the end, once: what stands of everyone who was seen."""
    webinar = Webinar.objects.select_for_update().get(pk=webinar.pk)
    if webinar.settled_at is not None:
        return
    for attendance in webinar.attendances.standing().select_related("person"):
        tell_course(webinar, attendance.person)
    webinar.settled_at = timezone.now()
    webinar.save(update_fields=["settled_at"])
