"""Choosing how to hear of what, and when to be left in peace."""

from collections.abc import Mapping
from datetime import time

from django.db import transaction
from django.db.models import QuerySet

from accounts.actions import profiles
from accounts.models import User
from notices.kinds import BY_NAME, GROUPS, Group
from notices.models import Channel, Choice, Dispatch, How, Notice, QuietHours, Rhythm

Chosen = Mapping[tuple[str, str], How]


@transaction.atomic
def choose(*, person: User, chosen: Chosen) -> None:
    """Hold to these choices from now on, also for what already waits.

    The person is locked: of two pages saved at once one comes after the other.
    """
    User.objects.select_for_update().get(pk=person.pk)
    for (name, channel), how in chosen.items():
        group = BY_NAME[name]
        if how == group.usual(channel):
            _own(person, group, channel).delete()
        else:
            Choice.objects.update_or_create(
                person=person, group=name, channel=channel, defaults={"how": how}
            )
        _carry_over(person, group, channel, how)


@transaction.atomic
def stop_mail(*, person: User, group: Group | None) -> None:
    """No more mail of this group; of none without one, except for what is urgent."""
    groups = [group] if group else [g for g in GROUPS if not g.urgent]
    choose(person=person, chosen={(g.name, Channel.EMAIL): How.NONE for g in groups})


@transaction.atomic
def keep_hours(
    *, person: User, begins: time | None, ends: time | None, time_zone: str
) -> None:
    """The quiet hours, none without a beginning; and the zone that they are in."""
    profiles.set_time_zone(person=person, zone=time_zone)
    if begins is None or ends is None:
        QuietHours.objects.filter(person=person).delete()
    else:
        QuietHours.objects.update_or_create(
            person=person, defaults={"begins": begins, "ends": ends}
        )


def _own(person: User, group: Group, channel: str) -> QuerySet[Choice]:
    return Choice.objects.filter(person=person, group=group.name, channel=channel)


def _carry_over(person: User, group: Group, channel: str, how: How) -> None:
    """What waits goes the way now chosen; who wants none gets none of it either."""
    theirs = Notice.objects.filter(group.holds(), person=person)
    if how == How.NONE and not group.urgent:
        waiting = Dispatch.objects.open().filter(notice__in=theirs, channel=channel)
        waiting.delete()
    if channel == Channel.EMAIL and how != How.NOW:
        rhythm = how if how in Rhythm.values else ""
        theirs.filter(digest=None).exclude(rhythm="").update(rhythm=rhythm)
