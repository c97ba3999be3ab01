"""Gathering what can wait into digests: each thing into one, each person one a time."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from accounts.models import User
from notices import quiet, tasks
from notices.models import Digest, Notice, Rhythm

# In the reader's zone: with the first coffee, weekly ones on Mondays.
HOUR = time(7)
BATCH = 500


def gather(now: datetime | None = None) -> int:
    """Make the digests whose hour has come, in every zone; the number made.

    May run as often as one likes, by several at once: what is in a digest is in no
    other, and nobody has two of the same day.
    """
    now = now or timezone.now()
    made = 0
    for rhythm in Rhythm:
        waiting = Notice.objects.ungathered(rhythm)
        zones = waiting.values_list("person__time_zone", flat=True)
        for zone in zones.order_by().distinct():
            moment = last_moment(rhythm, zone, now)
            while batch := _gather_batch(rhythm, zone, moment, now):
                made += batch
    if made:
        tasks.hurry()
    return made


def last_moment(rhythm: str, zone: str, now: datetime) -> datetime:
    """When the newest digest of this rhythm was due in this zone."""
    local = now.astimezone(ZoneInfo(zone))
    days = local.weekday() if rhythm == Rhythm.WEEKLY else 0
    moment = _at_hour(local.date() - timedelta(days=days), local)
    if moment <= local:
        return moment
    return _at_hour(
        moment.date() - timedelta(days=7 if rhythm == Rhythm.WEEKLY else 1), local
    )


def _at_hour(day: date, local: datetime) -> datetime:
    return datetime.combine(day, HOUR, tzinfo=local.tzinfo)


@transaction.atomic
def _gather_batch(rhythm: str, zone: str, moment: datetime, now: datetime) -> int:
    """Digests for some of those who have none of this day yet.

    The people are locked, those that another gatherer holds are passed over; news that
    comes in late for a digest already made waits for the next.
    """
    due = Notice.objects.ungathered(rhythm).filter(due_at__lte=moment)
    of_today = Digest.objects.filter(rhythm=rhythm, day=moment.date())
    waiting = due.filter(person__time_zone=zone).exclude(
        person__in=of_today.values("person")
    )
    people = _lock(waiting.order_by().values("person").distinct()[:BATCH])
    # Between the look and the lock another may have made theirs.
    served = set(of_today.filter(person__in=people).values_list("person", flat=True))
    people = [person for person in people if person.pk not in served]
    Digest.objects.bulk_create(
        Digest(
            person=person,
            rhythm=rhythm,
            day=moment.date(),
            next_try_at=quiet.loud_again(quiet.hours_of(person), person, now),
        )
        for person in people
    )
    own = of_today.filter(person=OuterRef("person")).values("pk")
    due.filter(person__in=people).update(digest=Subquery(own))
    return len(people)


def _lock(waiting: QuerySet[Notice, Any]) -> list[User]:
    free = User.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
    found = free.filter(pk__in=waiting).select_related("quiet_hours").order_by("pk")
    return list(found)
