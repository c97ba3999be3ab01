"""Pretend people, as if each had signed in here once."""

from django.conf import settings

from common.demo import known_uuid, read
from crowdfunding.people.models import Person

REVIEWERS = {"peninjau"}
STAFF = {"admin"}


def load() -> None:
    Person.objects.bulk_create(
        Person(
            issuer=settings.PORTAL_URL,
            subject=str(known_uuid("person", row["key"])),
            name=row["name"],
            is_reviewer=row["key"] in REVIEWERS,
            is_staff=row["key"] in STAFF,
            is_superuser=row["key"] in STAFF,
        )
        for row in read("people")
    )


def named(key: str) -> Person:
    return Person.objects.get(
        issuer=settings.PORTAL_URL, subject=str(known_uuid("person", key))
    )
