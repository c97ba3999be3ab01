"""Letters that tests are about, and a receiver for their kind."""

import json
import time
import uuid
from typing import Any

from django.conf import settings
from django.db import transaction

from common.letters import actions, signing
from common.letters.models import OutgoingLetter
from common.letters.receiving import Letter, Rejected, receives

KIND = "letters.tried"
handled: list[tuple[str, int, uuid.UUID]] = []


@receives(KIND, version=1)
def take_note(letter: Letter) -> None:
    """Remembers what it was handed; refuses or breaks when the letter asks for it."""
    if letter.body.get("refuse"):
        raise Rejected("Kolom ini tidak dikenal.", "step2.regency")
    if letter.body.get("break"):
        raise RuntimeError("a fault of the receiver")
    handled.append((letter.subject, letter.number, letter.id))


def write_letter(
    *, subject: str = "contoh:1", kind: str = KIND, version: int = 1, **body: object
) -> OutgoingLetter:
    with transaction.atomic():
        return actions.write(kind=kind, version=version, subject=subject, body=body)


def envelope(**changes: Any) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()),
        "to": settings.SITE,
        "kind": KIND,
        "version": 1,
        "subject": "contoh:1",
        "number": 1,
        "sent_at": "2026-11-21T08:00:00+07:00",
        "body": {},
        **changes,
    }


def post(client, said, *, key=None, timestamp=None, signature=None, letter_id=None):
    """Send an envelope (or bytes) to the endpoint, signed unless told otherwise."""
    content = said if isinstance(said, bytes) else json.dumps(said).encode()
    letter_id = letter_id or (said["id"] if isinstance(said, dict) else "x")
    timestamp = int(time.time()) if timestamp is None else timestamp
    signature = signature or signing.sign(
        letter_id=letter_id,
        timestamp=timestamp,
        payload=content,
        key=key or signing.keys()[0],
    )
    return client.post(
        "/surat/",
        data=content,
        content_type="application/json",
        headers={
            "webhook-id": letter_id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": signature,
        },
    )
