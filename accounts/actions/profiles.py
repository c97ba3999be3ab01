"""What a person says about themselves."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from common.models import Regency


@transaction.atomic
def describe(*, person: User, name: str, about: str, regency: Regency) -> User:
    person = User.objects.select_for_update().get(pk=person.pk)
    person.name = name
    person.about = about
    person.regency = regency
    person.save(update_fields=["name", "about", "regency", "time_zone"])
    return person


@transaction.atomic
def set_time_zone(*, person: User, zone: str) -> User:
    """Show times in this zone; without one, in that of where the person works."""
    person = User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    person.own_time_zone = zone
    person.save(update_fields=["own_time_zone", "time_zone"])
    return person


@transaction.atomic
def set_phone(*, person: User, phone: str, verified: bool) -> None:
    """Give the person this number. It counts as theirs once a code came back."""
    person.phone = phone
    person.phone_verified_at = timezone.now() if verified else None
    person.save(update_fields=["phone", "phone_verified_at"])
