"""Reading what lokadaya.net signed: id tokens and logout tokens, verified in full."""

import uuid
from typing import Any

from authlib.oidc.core import CodeIDToken
from django.conf import settings
from joserfc import jwt
from joserfc.errors import ExpiredTokenError, InvalidKeyIdError, JoseError
from joserfc.jwt import JWTClaimsRegistry, Token

from crowdfunding.people import issuer

ALGORITHMS = ["RS256"]
# How far the clocks of two servers may be apart.
LEEWAY_SECONDS = 60
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
LOGOUT_TYPE = "logout+jwt"


class Invalid(Exception):
    """Not a token of lokadaya.net for us; the message says what is wrong with it."""


class Expired(Invalid):
    """It was one, but its time is over, or the clocks disagree."""


def read_id_token(text: str, *, nonce: str) -> dict[str, Any]:
    """OpenID Connect Core 1.0, section 3.1.3.7."""
    token = _verified(text)
    _require_us_alone(token.claims)
    claims = CodeIDToken(
        token.claims,
        token.header,
        options={
            "iss": {"essential": True, "value": settings.PORTAL_URL},
            "aud": {"essential": True, "value": issuer.CLIENT_ID},
            "sub": {"essential": True},
            "nonce": {"essential": True, "value": nonce},
            "sid": {"essential": True},
        },
        params={"nonce": nonce, "client_id": issuer.CLIENT_ID},
    )
    try:
        claims.validate(leeway=LEEWAY_SECONDS)
    except ExpiredTokenError as error:
        raise Expired("exp") from error
    except (JoseError, TypeError, ValueError) as error:
        raise Invalid(str(error)) from error
    _uuid(claims, "sid")
    return dict(claims)


def read_logout_token(text: str) -> dict[str, Any]:
    """OpenID Connect Back-Channel Logout 1.0, section 2.6, but for the replay."""
    token = _verified(text)
    if str(token.header.get("typ", "")).lower() != LOGOUT_TYPE:
        raise Invalid("typ")
    claims: dict[str, Any] = token.claims
    _require_us_alone(claims)
    registry = JWTClaimsRegistry(
        leeway=LEEWAY_SECONDS,
        iss={"essential": True, "value": settings.PORTAL_URL},
        aud={"essential": True, "value": issuer.CLIENT_ID},
        iat={"essential": True},
        exp={"essential": True},
        jti={"essential": True},
        events={"essential": True},
    )
    try:
        registry.validate(claims)
    except (JoseError, TypeError, ValueError) as error:
        raise Invalid(str(error)) from error
    events = claims["events"]
    if not isinstance(events, dict) or not isinstance(events.get(LOGOUT_EVENT), dict):
        raise Invalid("events")
    # An id token, which anyone may have seen, must never pass for one of these.
    if "nonce" in claims:
        raise Invalid("nonce")
    if not isinstance(claims["jti"], str) or len(claims["jti"]) > 255:
        raise Invalid("jti")
    if "sub" not in claims and "sid" not in claims:
        raise Invalid("sub")
    if "sid" in claims:
        _uuid(claims, "sid")
    return claims


def _verified(text: str) -> Token:
    try:
        return jwt.decode(text, issuer.keys(), algorithms=ALGORITHMS)
    except InvalidKeyIdError as error:
        if not issuer.forget_keys():
            raise Invalid("kid") from error
    except (JoseError, TypeError, ValueError) as error:
        raise Invalid(str(error)) from error
    try:
        return jwt.decode(text, issuer.keys(), algorithms=ALGORITHMS)
    except (JoseError, TypeError, ValueError) as error:
        raise Invalid(str(error)) from error


def _require_us_alone(claims: dict[str, Any]) -> None:
    """A token for several sites could have been passed on by another of them."""
    if claims.get("aud") not in (issuer.CLIENT_ID, [issuer.CLIENT_ID]):
        raise Invalid("aud")


def _uuid(claims: dict[str, Any], name: str) -> None:
    try:
        uuid.UUID(claims[name])
    except (AttributeError, TypeError, ValueError) as error:
        raise Invalid(name) from error
