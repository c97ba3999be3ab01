"""Who belongs to an alliance no more leaves what was theirs as one of its people."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from alliances import realtime
from alliances.actions import stewarding
from alliances.models import Alliance, Seat, Steward
from alliances.representation import belonging_to
from common import journal
from notices.actions import telling


@transaction.atomic
def depart(*, alliance: Alliance, people: Collection[int]) -> None:
    """Some way for these people to belong has ended. Who has none left gives up their
    seats as a member and their stewardship; a guest's seat never rested on it.

    The alliance row is locked: of its last stewards one is seen to be the last. The
    audience is the caller's to fill.
    """
    alliance = Alliance.objects.select_for_update(no_key=True).get(pk=alliance.pk)
    staying = belonging_to(alliance).filter(person__in=people)
    gone = set(people) - set(staying.values_list("person", flat=True))
    _end_seats(alliance, gone)
    for steward in alliance.stewards.filter(
        person__in=gone, person__is_staff=False
    ).select_related("person", "alliance"):
        _tell(steward)
        stewarding.end(steward, actor=None)
    # Who stays may yet be shut out of rooms for some kinds of organisation.
    realtime.look_again(people)


def _end_seats(alliance: Alliance, people: Collection[int]) -> None:
    seats = Seat.objects.active().filter(
        room__alliance=alliance, person__in=people, is_guest=False
    )
    for seat in seats.select_related("room", "person"):
        journal.record(
            deed="alliances.seat_ended",
            subject=seat.room,
            actor=None,
            person=seat.person,
            room=seat.room.name,
        )
    seats.update(ended_at=timezone.now())


def _tell(steward: Steward) -> None:
    alliance = steward.alliance
    telling.tell(
        person=steward.person,
        kind="alliances.membership",
        title=format_lazy(
            _("Anda bukan lagi pengurus {alliance}"), alliance=alliance.name
        ),
        text=_("Organisasi Anda, atau Anda di dalamnya, tidak lagi di aliansi itu."),
        url=alliance.get_absolute_url(),
        key=f"alliances.steward_ended:{steward.pk}",
    )
