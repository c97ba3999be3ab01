"""Web push: messages (RFC 8030) that only the device reads (RFC 8291), and that its
push service knows to be ours (RFC 8292); docs/decisions/0202-web-push.md.
"""

import base64
import json
import re
from datetime import timedelta
from email.utils import parseaddr
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import http_ece
import requests
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.utils import timezone
from joserfc import jwt
from joserfc.jwk import ECKey

from notices.models import Device

TIMEOUT_SECONDS = (3, 7)
TOKEN_LASTS = timedelta(hours=6)
# The push service sees how long a message is: of a few lengths only.
BLOCK = 512
CURVE = ec.SECP256R1()
PLAIN_HOST = re.compile(r"[a-z0-9.-]+(:\d+)?")


class Gone(Exception):
    """The device took its permission back, or is no more."""


def available() -> bool:
    return bool(settings.VAPID_PRIVATE_KEY)


def is_service(endpoint: str) -> bool:
    """Whether this is an address of a push service that we know, and nowhere else."""
    url = urlsplit(endpoint)
    # What two libraries might read as two different hosts is none.
    if not PLAIN_HOST.fullmatch(url.netloc):
        return False
    origin = f"{url.scheme}://{url.netloc}"
    return any(fnmatchcase(origin, known) for known in settings.PUSH_SERVICES)


def are_keys(p256dh: str, auth: str) -> bool:
    """Whether a message can be encrypted for these: a point and sixteen bytes."""
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, decoded(p256dh))
        return len(decoded(auth)) == 16
    except ValueError:
        return False


@lru_cache
def _public_key(pem: str) -> str:
    private = load_pem_private_key(pem.encode(), password=None)
    point = private.public_key().public_bytes(
        Encoding.X962, PublicFormat.UncompressedPoint
    )
    return encoded(point)


def public_key() -> str:
    """Ours, as browsers ask for it when they subscribe."""
    return _public_key(settings.VAPID_PRIVATE_KEY)


def post(
    device: Device,
    words: dict[str, Any],
    *,
    topic: str,
    urgent: bool,
    keep_for: timedelta,
) -> None:
    """Hand a message to the device's push service, or raise: `Gone` to forget it.

    Of two with one topic the service keeps the later one only.
    """
    if not is_service(device.endpoint):
        raise Gone("not a push service that we know")
    headers = {
        "Authorization": f"vapid t={_token(device.endpoint)}, k={public_key()}",
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(max(0, int(keep_for.total_seconds()))),
        "Topic": topic,
        "Urgency": "high" if urgent else "normal",
    }
    with requests.post(
        device.endpoint,
        data=_sealed(device, words),
        headers=headers,
        timeout=TIMEOUT_SECONDS,
        allow_redirects=False,
        stream=True,
    ) as answer:
        if answer.status_code in (404, 410):
            raise Gone(f"answered {answer.status_code}")
        if not 200 <= answer.status_code < 300:
            raise OSError(f"the push service answered {answer.status_code}")


def _sealed(device: Device, words: dict[str, Any]) -> bytes:
    text = json.dumps(words, ensure_ascii=False).encode()
    sealed: bytes = http_ece.encrypt(
        text.ljust(-(-len(text) // BLOCK) * BLOCK),
        private_key=ec.generate_private_key(CURVE),
        dh=decoded(device.p256dh),
        auth_secret=decoded(device.auth),
    )
    return sealed


def _token(endpoint: str) -> str:
    url = urlsplit(endpoint)
    writer = parseaddr(settings.HELP_EMAIL or settings.DEFAULT_FROM_EMAIL)[1]
    claims = {
        "aud": f"{url.scheme}://{url.netloc}",
        "exp": int((timezone.now() + TOKEN_LASTS).timestamp()),
        "sub": f"mailto:{writer}",
    }
    key = ECKey.import_key(settings.VAPID_PRIVATE_KEY)
    return jwt.encode({"typ": "JWT", "alg": "ES256"}, claims, key)


def encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Of base64 for addresses, as browsers write it; ValueError for anything else."""
    return base64.b64decode(
        text + "=" * (-len(text) % 4), altchars=b"-_", validate=True
    )
