"""Joining Lokadaya: a new person, with the consent they gave."""

from django.db import transaction

from accounts.models import Consent, User
from common.models import Regency


@transaction.atomic
def register(
    *,
    name: str,
    email: str | None,
    phone: str | None,
    password: str,
    regency: Regency,
    language: str,
    privacy_version: str,
) -> User:
    """Make the person and keep which privacy notice they agreed to.

    E-mail and phone are unverified until the code that was sent to them comes back.
    """
    person = User.objects.create_user(
        name=name,
        email=email or None,
        phone=phone or None,
        password=password,
        regency=regency,
        language=language,
    )
    Consent.objects.create(person=person, version=privacy_version, language=language)
    return person
