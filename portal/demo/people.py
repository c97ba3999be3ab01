"""Pretend people, the eight demo accounts first."""

import uuid
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from accounts import privacy_notice
from accounts.models import Consent, User
from common.demo import PASSWORD, days, known_uuid, read

STAFF = {"admin", "peninjau"}


def load() -> None:
    # One hash for all: making forty is most of what a first start would take.
    password = make_password(PASSWORD)
    for row in read("people"):
        person = User(
            sub=known_uuid("person", row["key"]),
            email=row["email"],
            name=row["name"],
            about=row["about"],
            regency_id=row["regency"],
            is_staff=row["key"] in STAFF,
            is_superuser=row["key"] == "admin",
            password=password,
            created_at=days(-90),
        )
        person.save()
        EmailAddress.objects.create(
            user=person, email=person.email, verified=True, primary=True
        )
    version = privacy_notice.newest()
    Consent.objects.bulk_create(
        Consent(person=person, version=version, language="id")
        for person in User.objects.all()
    )


def named(key: str) -> User:
    found: User = User.objects.get(sub=known_uuid("person", key))
    return found


def everyone() -> list[User]:
    return list(User.objects.filter(sub__in=[_sub(row) for row in read("people")]))


def _sub(row: dict[str, Any]) -> uuid.UUID:
    return known_uuid("person", row["key"])
