"""Taking a seat in a webinar, and giving it back."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from common.decisions import require
from courses.actions import reminders
from courses.models import Registration, Webinar
from courses.permissions import can_give_back_seat, can_register


@transaction.atomic
def register(*, person: User, webinar: Webinar) -> Registration:
    """Give the person a seat, or raise `Refused`.

    The webinar row is locked before the rule is asked: without the lock two people
    could both be told that the last seat is free.
    """
    webinar = Webinar.objects.select_for_update().get(pk=webinar.pk)
    require(can_register(person, webinar))
    registration = Registration.objects.create(webinar=webinar, person=person)
    reminders.welcome(registration)
    return registration


@transaction.atomic
def give_back(*, person: User, webinar: Webinar) -> None:
    """Free the person's seat for somebody else, and remind them of nothing more."""
    webinar = Webinar.objects.select_for_update().get(pk=webinar.pk)
    require(can_give_back_seat(person, webinar))
    webinar.registrations.active().filter(person=person).update(
        cancelled_at=timezone.now()
    )
    reminders.forget_reminders(webinar, person)
