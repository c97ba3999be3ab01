"""Recognizing whom lokadaya.net vouches for, and remembering the session."""

import uuid
import zoneinfo
from typing import Any

from django.conf import settings
from django.db import transaction

from common.decisions import require
from crowdfunding.people.models import HeardNotice, Person, SignedIn
from crowdfunding.people.permissions import can_sign_in


@transaction.atomic
def recognize(*, issuer: str, claims: dict[str, Any]) -> Person:
    """The person of these verified claims, brought up to date, or raise `Refused`."""
    known, _created = Person.objects.get_or_create(issuer=issuer, subject=claims["sub"])
    person = Person.objects.select_for_update().get(pk=known.pk)
    require(can_sign_in(person))
    person.name = str(claims.get("name") or person.name)[:120]
    if claims.get("locale") in dict(settings.LANGUAGES):
        person.language = claims["locale"]
    if claims.get("zoneinfo") in zoneinfo.available_timezones():
        person.time_zone = claims["zoneinfo"]
    person.save(update_fields=["name", "language", "time_zone"])
    return person


@transaction.atomic
def remember_session(*, person: Person, session_key: str, sid: str) -> bool:
    """Tie the session to the sign-on; no if that ended while we were signing in.

    The person's row is locked, as it is when a notice comes: one sees the other.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    if HeardNotice.objects.filter(sid=sid).exists():
        return False
    SignedIn.objects.update_or_create(
        session_key=session_key, defaults={"person": person, "sid": uuid.UUID(sid)}
    )
    return True
