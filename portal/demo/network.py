"""Pretend organisations, their members, and one provincial coordinator."""

from django.utils import timezone
from django.utils.text import slugify

from common.demo import known_uuid, read
from network.models import Coordination, Membership, Organization
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


def named(key: str) -> Organization:
    return Organization.objects.get(uuid=known_uuid("organization", key))
