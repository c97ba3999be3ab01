"""What an organisation says about itself."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from common import journal
from common.decisions import require
from network.models import Organization, Sector
from network.permissions import can_edit


@transaction.atomic
def describe(
    *,
    actor: User,
    organization: Organization,
    about: str,
    legal_form: str,
    founded_year: int | None,
    sectors: Iterable[Sector],
) -> Organization:
    organization = Organization.objects.select_for_update(no_key=True).get(
        pk=organization.pk
    )
    require(can_edit(actor, organization))
    organization.about = about
    organization.legal_form = legal_form
    organization.founded_year = founded_year
    organization.save(update_fields=["about", "legal_form", "founded_year"])
    organization.sectors.set(sectors)
    journal.record(
        deed="network.organization_described", subject=organization, actor=actor
    )
    return organization
