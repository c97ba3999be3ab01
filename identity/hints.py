"""Reading back an id token of ours that a client sends along."""

import json
import uuid

from django.conf import settings
from jwcrypto import jwt
from jwcrypto.common import JWException
from oauth2_provider.utils import jwk_from_pem

from identity.models import SignOn


def sign_on_of(id_token: str) -> SignOn | None:
    """The sign-on that a token of ours was given for, however long ago that was.

    Its age does not matter here: clients show it when somebody leaves, days later.
    """
    claims = _claims(id_token) if id_token else None
    if not claims or claims.get("iss") != settings.PORTAL_URL:
        return None
    try:
        sid = uuid.UUID(str(claims.get("sid")))
    except ValueError:
        return None
    found = SignOn.objects.filter(sid=sid, client__client_id=str(claims.get("aud")))
    return found.select_related("client").first()


def _claims(id_token: str) -> dict[str, object] | None:
    provider = settings.OAUTH2_PROVIDER
    retired = provider["OIDC_RSA_PRIVATE_KEYS_INACTIVE"]
    for key in (provider["OIDC_RSA_PRIVATE_KEY"], *retired):
        try:
            token = jwt.JWT(
                jwt=id_token, key=jwk_from_pem(key), algs=["RS256"], check_claims={}
            )
            claims = json.loads(token.claims)
        except (JWException, ValueError, TypeError):
            continue
        return claims if isinstance(claims, dict) else None
    return None
