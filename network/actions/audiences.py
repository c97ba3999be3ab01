"""Filling audiences: the apps above say who is in, the apps below ask."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.models import User
from common.models import Province
from network.models import Audience, Organization
from network.roles import Role


@transaction.atomic
def fill(*, name: str, people: Iterable[User], title: str = "") -> Audience:
    """Make exactly these people the audience of that name, which is made if new."""
    audience = _locked(name)
    audience.members.set(people)
    if title and audience.title != title:
        audience.title = title
        audience.save(update_fields=["title"])
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


def of_organization(organization: Organization) -> Audience:
    """Its confirmed members, whoever that is when it is asked."""
    name = f"network.organization:{organization.pk}"
    return _known(name, organization=organization)


def of_role(role: Role) -> Audience:
    return _known(f"network.role:{role.name}", role=role.name)


def _of(province: Province, name: str, *, only_coordinators: bool) -> Audience:
    return _known(name, province=province, only_coordinators=only_coordinators)


def _known(name: str, **whose: Any) -> Audience:
    return Audience.objects.update_or_create(name=name, defaults=whose)[0]


def _locked(name: str) -> Audience:
    """Two that fill one audience take turns, and the later one's people stay."""
    audience, _created = Audience.objects.select_for_update().get_or_create(name=name)
    return audience
