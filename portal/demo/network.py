"""Pretend organisations, their members, and one provincial coordinator."""

from django.utils import timezone
from django.utils.text import slugify

from common.demo import known_uuid, read
from common.models import Regency
from network.actions import join, proposals
from network.models import Coordination, Membership, Organization, Sector
from portal.demo import people

COORDINATED_PROVINCE = "73"


def load() -> None:
    for row in read("organizations"):
        organization = Organization.objects.create(
            uuid=known_uuid("organization", row["key"]),
            name=row["name"],
            slug=slugify(row["name"]),
            kind=row["kind"],
            legal_form=row["legal_form"],
            regency_id=row["regency"],
            about=row["about"],
            founded_year=row["founded_year"],
            state=Organization.State.LISTED,
        )
        organization.sectors.set(row["sectors"])
    for row in read("people"):
        if row["organization"]:
            Membership.objects.create(
                organization=named(row["organization"]),
                person=people.named(row["key"]),
                role=row["org_role"],
                confirmed_at=timezone.now(),
            )
    Coordination.objects.create(
        province_id=COORDINATED_PROVINCE, person=people.named("koordinator")
    )
    _leave_something_to_decide()


def _leave_something_to_decide() -> None:
    """A proposal for the coordinator, and a request for an editor."""
    proposals.propose(
        proposer=people.named("kasma"),
        name="Sanggar Anak Pesisir Bira",
        kind=Organization.Kind.OMS,
        legal_form=Organization.LegalForm.UNINCORPORATED,
        regency=Regency.objects.get(code="73.02"),
        sectors=Sector.objects.filter(slug="pemuda"),
    )
    join.ask(person=people.named("irwan"), organization=named("bungung-asri"))


def named(key: str) -> Organization:
    return Organization.objects.get(uuid=known_uuid("organization", key))
