"""Calendar feeds: giving a person a secret address, another one, or none."""

from django.db import transaction

from accounts.models import User
from courses.models import CalendarFeed


def open_feed(person: User) -> CalendarFeed:
    """The person's feed; made if there is none yet."""
    feed, _created = CalendarFeed.objects.get_or_create(person=person)
    return feed


@transaction.atomic
def change_feed(person: User) -> CalendarFeed:
    """A new address. Whoever had the old one reads nothing from now on."""
    close_feed(person)
    return open_feed(person)


def close_feed(person: User) -> None:
    CalendarFeed.objects.filter(person=person).delete()
