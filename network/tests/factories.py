"""Organisations that tests are about."""

from itertools import count

from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from common.models import Regency
from common.tests.factories import make_regency
from network.models import Coordination, Membership, Organization

_numbers = count(1)


def make_organization(
    *,
    name: str | None = None,
    kind: str = Organization.Kind.OMS,
    regency: Regency | None = None,
    state: str = Organization.State.LISTED,
) -> Organization:
    name = name or f"Perkumpulan Contoh {next(_numbers)}"
    return Organization.objects.create(
        name=name,
        slug=slugify(name),
        kind=kind,
        regency=regency or make_regency(),
        state=state,
    )


def make_coordinator(*, person: User, regency: Regency) -> Coordination:
    """The person looks after the regency's province."""
    return Coordination.objects.create(person=person, province=regency.province)


def make_member(
    *, person: User, organization: Organization, role: str = Membership.Role.MEMBER
) -> Membership:
    return Membership.objects.create(
        person=person, organization=organization, role=role, confirmed_at=timezone.now()
    )
