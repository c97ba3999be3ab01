"""Addresses that stop mail without signing in, signed so that nobody guesses them."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from notices.kinds import BY_NAME, Group

EVERYTHING = "semua"
_signer = signing.Signer(salt="notices.unsubscribing")


@dataclass(frozen=True)
class Stop:
    """Who asks for no more mail, and of which group; of all without one."""

    person_id: int
    group: Group | None


def address(person_id: int, group: Group | None) -> str:
    """It never expires: a mail may be found again after years."""
    scope = group.name if group else EVERYTHING
    token = _signer.sign(f"{person_id}.{scope}")
    path = reverse("notices:unsubscribe", args=[token])
    return f"{settings.PORTAL_URL}{path}"


def read(token: str) -> Stop | None:
    try:
        person, _dot, scope = _signer.unsign(token).partition(".")
    except signing.BadSignature:
        return None
    return Stop(int(person), BY_NAME.get(scope))
