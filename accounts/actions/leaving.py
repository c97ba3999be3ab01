"""Leaving for good: asked for, waited with, called off by signing in, done."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Departure, User
from accounts.signals import (
    departure_asked,
    departure_cancelled,
    duties_left,
    sessions_ended,
)
from common import journal, personal

logger = logging.getLogger(__name__)


@transaction.atomic
def ask(*, person: User) -> Departure:
    """Have the account deleted after the waiting time. Every session ends now."""
    person = User.objects.select_for_update().get(pk=person.pk)
    known = Departure.objects.open().filter(person=person).first()
    if known is not None:
        return known
    wait = timedelta(hours=settings.ACCOUNT_DELETION_HOURS)
    departure = Departure.objects.create(person=person, due_at=timezone.now() + wait)
    journal.record(
        deed="accounts.departure_asked", subject=departure, actor=person, person=person
    )
    departure_asked.send(sender=Departure, person=person, departure=departure)
    _end_sessions(person)
    return departure


@transaction.atomic
def cancel(*, person: User) -> bool:
    """Whoever signs in again stays; whether there was anything to call off.

    The departure is locked: signing in waits for a deletion that has begun, and a
    deletion finds that somebody came back.
    """
    departure = (
        Departure.objects.open().select_for_update().filter(person=person).first()
    )
    if departure is None:
        return False
    departure.cancelled_at = timezone.now()
    departure.save(update_fields=["cancelled_at"])
    journal.record(
        deed="accounts.departure_cancelled",
        subject=departure,
        actor=person,
        person=person,
    )
    departure_cancelled.send(sender=Departure, person=person, departure=departure)
    return True


def carry_out_due() -> int:
    """Delete every account whose time has come, each in a transaction of its own."""
    done = 0
    for pk in Departure.objects.due().values_list("pk", flat=True):
        try:
            done += _carry_out(pk)
        except Exception:
            # By its number: nothing personal in logs.
            logger.exception("departure %s could not be carried out", pk)
    return done


@transaction.atomic
def _carry_out(pk: int) -> bool:
    departure = (
        Departure.objects.due().select_for_update(skip_locked=True).filter(pk=pk)
    ).first()
    if departure is None:
        return False
    forget(person=departure.person)
    departure.done_at = timezone.now()
    departure.save(update_fields=["done_at"])
    return True


@transaction.atomic
def forget(*, person: User) -> None:
    """Out of office first, so that no app asks them again; then every app forgets.

    Whoever now looks after what only they looked after is told.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    duties = personal.duties_of(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    _end_sessions(person)
    personal.forget(person)
    duties_left.send(sender=User, person=person, duties=duties)


def _end_sessions(person: User) -> None:
    """Sessions of an earlier epoch are void, wherever they lie; sockets hear of it."""
    User.objects.filter(pk=person.pk).update(epoch=F("epoch") + 1)
    person.refresh_from_db(fields=["epoch"])
    sessions_ended.send(sender=User, person=person)
