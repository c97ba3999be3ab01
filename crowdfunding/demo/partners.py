"""Pretend partners: the organisations of lokadaya.net's demo, by the same uuids."""

from django.utils.text import slugify

from common.demo import known_uuid, read
from crowdfunding.partners.models import Partner


def load() -> None:
    Partner.objects.bulk_create(
        Partner(
            uuid=known_uuid("organization", row["key"]),
            name=row["name"],
            slug=slugify(row["name"]),
            kind=row["kind"],
            legal_form=row["legal_form"],
            regency_id=row["regency"],
            about=row["about"],
        )
        for row in read("organizations")
    )


def named(key: str) -> Partner:
    return Partner.objects.get(uuid=known_uuid("organization", key))
