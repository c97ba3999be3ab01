"""Taking a seat in a webinar or a place in the line, and giving it back."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from common import journal
from common.decisions import require
from courses.actions import reminders
from courses.models import Registration, Webinar
from courses.permissions import (
    can_give_back_seat,
    can_import_report,
    can_register,
)


@transaction.atomic
def register(*, person: User, webinar: Webinar) -> Registration:
    """Give the person a seat, or a place in the line; or raise `Refused`.

    The webinar row is locked before the rule is asked: without the lock two people
    could both be told that the last seat is free.
    """
    webinar = Webinar.objects.select_for_update().get(pk=webinar.pk)
    require(can_register(person, webinar))
    is_full = webinar.registrations.active().count() >= webinar.seats
    registration = Registration.objects.create(
        webinar=webinar, person=person, is_waiting=is_full
    )
    if is_full:
        reminders.say_waiting(registration)
    else:
        reminders.welcome(registration)
    return registration


@transaction.atomic
def give_back(*, person: User, webinar: Webinar) -> None:
    """Free the person's place for whoever waits the longest; remind them no more."""
    webinar = Webinar.objects.select_for_update().get(pk=webinar.pk)
    require(can_give_back_seat(person, webinar))
    webinar.registrations.open().filter(person=person).update(
        cancelled_at=timezone.now()
    )
    reminders.forget_reminders(webinar, person)
    move_up(webinar)


@transaction.atomic
def seat_walk_in(*, facilitator: User, person: User, webinar: Webinar) -> Registration:
    """A seat for who came without one, even where none is left: they were there."""
    webinar = Webinar.objects.select_for_update().get(pk=webinar.pk)
    require(can_import_report(facilitator, webinar))
    place = webinar.registrations.open().of_person(person).first()
    if place is None:
        place = Registration.objects.create(webinar=webinar, person=person)
    elif place.is_waiting:
        place.is_waiting = False
        place.save(update_fields=["is_waiting"])
    else:
        return place
    journal.record(
        deed="courses.walk_in_seated", subject=place, actor=facilitator, person=person
    )
    return place


def move_up(webinar: Webinar) -> None:
    """Give the free seats to those who wait. The caller holds the webinar's lock."""
    if not webinar.is_published or webinar.is_over:
        return
    free = webinar.seats - webinar.registrations.active().count()
    line = webinar.registrations.waiting().select_related("person")
    for registration in line[: max(0, free)]:
        registration.is_waiting = False
        registration.save(update_fields=["is_waiting"])
        registration.webinar = webinar
        reminders.welcome(registration, has_waited=True)
