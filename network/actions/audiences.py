"""Filling audiences: the apps above say who is in, the apps below ask."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from common.models import Province
from network.models import Audience


@transaction.atomic
def fill(*, name: str, people: Iterable[User]) -> Audience:
    """Make exactly these people the audience of that name, which is made if new."""
    audience = _locked(name)
    audience.members.set(people)
    return audience


@transaction.atomic
def add(*, name: str, person: User) -> Audience:
    audience = _locked(name)
    audience.members.add(person)
    return audience


@transaction.atomic
def remove(*, name: str, person: User) -> Audience:
    audience = _locked(name)
    audience.members.remove(person)
    return audience


def of_province(province: Province) -> Audience:
    """Everyone of a province, whoever that is when it is asked."""
    return _of(province, f"network.province:{province.pk}", only_coordinators=False)


def coordinators_of(province: Province) -> Audience:
    name = f"network.coordinators:{province.pk}"
    return _of(province, name, only_coordinators=True)


def _of(province: Province, name: str, *, only_coordinators: bool) -> Audience:
    known = {"province": province, "only_coordinators": only_coordinators}
    return Audience.objects.update_or_create(name=name, defaults=known)[0]


def _locked(name: str) -> Audience:
    """Two that fill one audience take turns, and the later one's people stay."""
    audience, _created = Audience.objects.select_for_update().get_or_create(name=name)
    return audience
