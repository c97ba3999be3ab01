"""Signing letters, and knowing a letter of the other site by its signature.

After the Standard Webhooks specification (standardwebhooks.com), symmetric signatures.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

ID = "webhook-id"
TIMESTAMP = "webhook-timestamp"
SIGNATURE = "webhook-signature"
TOLERANCE_SECONDS = 5 * 60
PREFIX = "whsec_"


class Unsigned(Exception):
    """The letter does not prove that the other site wrote it just now."""


def keys() -> list[bytes]:
    """The keys in use: the first one signs, any of them verifies."""
    return [_key(text) for text in settings.LETTERS_KEY.split()]


def sign(*, letter_id: str, timestamp: int, payload: bytes, key: bytes) -> str:
    signed = b".".join([letter_id.encode(), str(timestamp).encode(), payload])
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def headers(*, letter_id: str, payload: bytes) -> dict[str, str]:
    """What goes with a letter that is sent now."""
    timestamp = int(timezone.now().timestamp())
    signature = sign(
        letter_id=letter_id, timestamp=timestamp, payload=payload, key=keys()[0]
    )
    return {ID: letter_id, TIMESTAMP: str(timestamp), SIGNATURE: signature}


def verify(given: Mapping[str, str], payload: bytes) -> str:
    """The id of the letter, or `Unsigned` with the reason.

    The signature is looked at before the clock, and every comparison takes the same
    time whatever it finds.
    """
    letter_id = given.get(ID, "")
    timestamp = given.get(TIMESTAMP, "")
    if not letter_id or not timestamp.isascii() or not timestamp.isdigit():
        raise Unsigned(_("Kepala surat webhook-id atau webhook-timestamp tidak ada."))
    sent_at = int(timestamp[:20])
    expected = [
        sign(letter_id=letter_id, timestamp=sent_at, payload=payload, key=key)
        for key in keys()
    ]
    offered = given.get(SIGNATURE, "").split()
    matches = [
        hmac.compare_digest(one.encode(), other.encode())
        for one in expected
        for other in offered[:10]
    ]
    if not any(matches):
        raise Unsigned(_("Tanda tangan surat tidak cocok."))
    if abs(timezone.now().timestamp() - sent_at) > TOLERANCE_SECONDS:
        raise Unsigned(_("Waktu kirim surat lebih dari 5 menit dari jam penerima."))
    return letter_id


def _key(text: str) -> bytes:
    if not text.startswith(PREFIX):
        return text.encode()
    try:
        return base64.b64decode(text.removeprefix(PREFIX), validate=True)
    except binascii.Error as error:
        raise ValueError("LETTERS_KEY: after whsec_ comes base64.") from error
