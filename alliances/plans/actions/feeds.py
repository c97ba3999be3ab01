"""Opening, changing and closing the secret address of an alliance's calendar."""

from django.db import transaction

from accounts.models import User
from alliances.models import Alliance
from alliances.plans.models import CalendarFeed


def open_feed(*, person: User, alliance: Alliance) -> CalendarFeed:
    return CalendarFeed.objects.get_or_create(person=person, alliance=alliance)[0]


@transaction.atomic
def change_feed(*, person: User, alliance: Alliance) -> CalendarFeed:
    """The old address is dead from now on."""
    close_feed(person=person, alliance=alliance)
    return open_feed(person=person, alliance=alliance)


def close_feed(*, person: User, alliance: Alliance) -> None:
    CalendarFeed.objects.filter(person=person, alliance=alliance).delete()
