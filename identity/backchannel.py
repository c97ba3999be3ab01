"""OpenID Connect Back-Channel Logout 1.0: the signed word that a session has ended."""

import json
import logging
import uuid

import requests
from django.conf import settings
from django.utils import timezone
from jwcrypto import jwt

from common import neighbors
from identity.models import SignOutNotice

EVENT = "http://schemas.openid.net/event/backchannel-logout"
LIFETIME_SECONDS = 120
TIMEOUT_SECONDS = (3.05, 10)

logger = logging.getLogger(__name__)


def logout_token(notice: SignOutNotice) -> str:
    """Signed anew for every try: a token that was seen once is refused (`jti`)."""
    now = int(timezone.now().timestamp())
    key = notice.client.jwk_key
    claims = {
        "iss": settings.PORTAL_URL,
        "aud": notice.client.client_id,
        "iat": now,
        "exp": now + LIFETIME_SECONDS,
        "jti": str(uuid.uuid4()),
        "sub": str(notice.sub),
        "events": {EVENT: {}},
    }
    if notice.sid:
        claims["sid"] = str(notice.sid)
    header = {"alg": "RS256", "typ": "logout+jwt", "kid": key.thumbprint()}
    token = jwt.JWT(header=json.dumps(header), claims=json.dumps(claims))
    token.make_signed_token(key)
    return str(token.serialize())


def send(notice: SignOutNotice) -> None:
    """Post the notice once, and write down how it went."""
    try:
        with neighbors.session() as session:
            answer = session.post(
                notice.client.backchannel_logout_uri,
                data={"logout_token": logout_token(notice)},
                timeout=TIMEOUT_SECONDS,
                allow_redirects=False,
            )
    except requests.RequestException as error:
        notice.answer = type(error).__name__
    else:
        notice.answer = str(answer.status_code)
        if answer.status_code in (200, 204):
            notice.sent_at = timezone.now()
    notice.save(update_fields=["answer", "sent_at"])
    if not notice.sent_at:
        logger.warning("Sign-out notice %s waits: %s", notice.pk, notice.answer)
