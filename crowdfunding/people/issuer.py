"""What lokadaya.net says of itself: its endpoints and its keys, asked for over HTTP."""

import logging
from typing import Any

import requests
from django.conf import settings
from django.core.cache import cache
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from common import neighbors

CLIENT_ID = "lokadaya.com"
DISCOVERY = "/.well-known/openid-configuration"
TIMEOUT_SECONDS = (3.05, 8)
KEPT_SECONDS = 3600
# Tokens with invented keys must not make us ask for the keys again and again.
PAUSE_SECONDS = 60

logger = logging.getLogger(__name__)


class Unavailable(Exception):
    """lokadaya.net does not answer, or not with what it should."""


def metadata() -> dict[str, Any]:
    """The discovery document, at most an hour old."""
    known: dict[str, Any] | None = cache.get(_name("metadata"))
    if known is None:
        known = _fetch(f"{settings.PORTAL_URL}{DISCOVERY}")
        # OpenID Connect Discovery 1.0, section 4.3.
        if known.get("issuer") != settings.PORTAL_URL:
            raise Unavailable("issuer")
        cache.set(_name("metadata"), known, KEPT_SECONDS)
    return known


def keys() -> KeySet:
    """The keys that lokadaya.net signs with, at most an hour old."""
    known: dict[str, Any] | None = cache.get(_name("keys"))
    if known is None:
        known = _fetch(metadata()["jwks_uri"])
        cache.set(_name("keys"), known, KEPT_SECONDS)
    try:
        return KeySet.import_key_set(known)  # type: ignore[arg-type]
    except (JoseError, KeyError, TypeError, ValueError) as error:
        raise Unavailable("keys") from error


def forget_keys() -> bool:
    """A token names a key we do not know: perhaps there are new ones."""
    if not cache.add(_name("keys.forgotten"), True, PAUSE_SECONDS):
        return False
    cache.delete(_name("keys"))
    return True


def _name(part: str) -> str:
    return f"people.issuer.{settings.PORTAL_URL}.{part}"


def _fetch(url: str) -> dict[str, Any]:
    try:
        with neighbors.session() as session:
            answer = session.get(url, timeout=TIMEOUT_SECONDS, allow_redirects=False)
        answer.raise_for_status()
        document = answer.json()
    except (requests.RequestException, ValueError) as error:
        logger.warning("lokadaya.net does not answer: %s", type(error).__name__)
        raise Unavailable(type(error).__name__) from error
    if not isinstance(document, dict):
        raise Unavailable("document")
    return document
