"""Carrying letters to the other site: in order, and again until they are answered."""

import json
import logging
import random
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import requests
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from common import neighbors
from common.letters import signing
from common.letters.models import Correspondence, OutgoingLetter
from common.letters.signals import letter_answered

LARGEST_LETTER = 1024 * 1024
PAUSES = [
    timedelta(seconds=30),
    timedelta(minutes=1),
    timedelta(minutes=2),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
]
JITTER = 0.2
TIMEOUT_SECONDS = (5, 30)
ROUND_SECONDS = 150
# Only what the receiving endpoint itself says is final. A 404 or a 403 is more likely a
# proxy or a deployment in between, and must not cost a letter.
FINAL = {400, 413, 422}

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """What the other site said; no status means that it could not be reached."""

    status: int | None
    reason: str = ""
    field: str = ""
    expected: int | None = None


def payload(letter: OutgoingLetter) -> bytes:
    """The very bytes that are signed and sent."""
    return json.dumps(
        {
            "id": str(letter.pk),
            "to": settings.OTHER_SITE,
            "kind": letter.kind,
            "version": letter.version,
            "subject": letter.subject,
            "number": letter.number,
            "sent_at": letter.written_at,
            "body": letter.body,
        },
        cls=DjangoJSONEncoder,
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()


def deliver_due() -> int:
    """Send what is due, first written first; the number of letters answered for good.

    The round ends when the other site cannot be reached: the rest would fare alike.
    """
    answered = 0
    started = time.monotonic()
    while time.monotonic() - started < ROUND_SECONDS:
        letter = _claim(timezone.now())
        if letter is None:
            break
        answer = _send(letter)
        answered += _keep(letter, answer)
        if answer.status is None:
            break
    return answered


@transaction.atomic
def _claim(now: datetime) -> OutgoingLetter | None:
    """Take one letter for this worker. The claim is committed before it is sent."""
    letter = (
        OutgoingLetter.objects.due(now)
        .select_for_update(skip_locked=True)
        .order_by("due_at", "written_at", "number")
        .first()
    )
    if letter is None:
        return None
    letter.claimed_at = now
    letter.tries += 1
    letter.save(update_fields=["claimed_at", "tries"])
    return letter


def _send(letter: OutgoingLetter) -> Answer:
    content = payload(letter)
    try:
        with neighbors.session() as session:
            response = session.post(
                f"{settings.OTHER_SITE_URL}/surat/",
                data=content,
                headers={
                    "Content-Type": "application/json",
                    **signing.headers(letter_id=str(letter.pk), payload=content),
                },
                timeout=TIMEOUT_SECONDS,
                allow_redirects=False,
            )
    except requests.RequestException as error:
        return Answer(status=None, reason=type(error).__name__)
    return _read(response)


def _read(response: requests.Response) -> Answer:
    said: Any = None
    if response.headers.get("Content-Type", "").startswith("application/json"):
        try:
            said = response.json()
        except ValueError:
            said = None
    if not isinstance(said, dict):
        said = {}
    expected = said.get("expected")
    return Answer(
        status=response.status_code,
        reason=str(said.get("reason", ""))[:1000],
        field=str(said.get("field") or "")[:120],
        expected=expected if isinstance(expected, int) else None,
    )


@transaction.atomic
def _keep(letter: OutgoingLetter, answer: Answer) -> bool:
    """Write the answer down, unless the claim has passed to another worker."""
    kept = OutgoingLetter.objects.select_for_update().get(pk=letter.pk)
    if not kept.is_waiting or kept.claimed_at != letter.claimed_at:
        return False
    now = timezone.now()
    kept.claimed_at = None
    kept.last_error = "" if answer.status == 200 else _error(answer)
    if answer.status == 200:
        kept.delivered_at = now
    elif answer.status in FINAL:
        kept.refused_at = now
        kept.refused_field = answer.field
    else:
        kept.due_at = now + pause_after(kept.tries)
    kept.save()
    _log(kept, answer)
    if answer.status == 409 and answer.expected is not None:
        _agree_on(kept, answer.expected)
    if kept.is_waiting:
        return False
    letter_answered.send(OutgoingLetter, letter=kept)
    _hasten_next(kept, now)
    return True


def pause_after(tries: int) -> timedelta:
    """How long to wait after so many tries, a little more or less than the others."""
    pause = PAUSES[min(max(tries, 1), len(PAUSES)) - 1]
    return pause * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311


def _agree_on(letter: OutgoingLetter, expected: int) -> None:
    """The two sites count differently: one of them was restored from a backup."""
    if expected < letter.number:
        _go_back_to(letter, expected)
    elif expected > letter.number:
        _go_on_from(letter, expected)


def _go_on_from(letter: OutgoingLetter, expected: int) -> None:
    """Number what waits anew, in its order, behind all that the other site has."""
    correspondence = Correspondence.objects.select_for_update().get(
        subject=letter.subject
    )
    ahead = expected - letter.number
    later = OutgoingLetter.objects.waiting().filter(
        subject=letter.subject, number__gte=letter.number
    )
    # The last first: no two ever bear one number.
    for each in later.order_by("-number"):
        each.number += ahead
        each.due_at = timezone.now()
        each.save(update_fields=["number", "due_at"])
    correspondence.written += ahead
    correspondence.save(update_fields=["written"])
    logger.warning(
        "%s: we count %s letters fewer than the other site, as after a restored backup",
        letter.subject,
        ahead,
    )


def _go_back_to(letter: OutgoingLetter, expected: int) -> None:
    """Send again what the other site no longer has, as after a restored backup."""
    OutgoingLetter.objects.filter(
        subject=letter.subject, number__gte=expected, number__lt=letter.number
    ).update(delivered_at=None, refused_at=None, due_at=timezone.now())


def _hasten_next(letter: OutgoingLetter, now: datetime) -> None:
    """What waited only for its turn need not wait out a pause of its own."""
    OutgoingLetter.objects.waiting().filter(
        subject=letter.subject, number=letter.number + 1
    ).update(due_at=now)


def _error(answer: Answer) -> str:
    status = "" if answer.status is None else f"{answer.status} "
    return f"{status}{answer.reason}".strip()


def _log(letter: OutgoingLetter, answer: Answer) -> None:
    level = logging.INFO if answer.status == 200 else logging.WARNING
    logger.log(
        level,
        "letter %s %s v%s %s no. %s, try %s: %s",
        letter.pk,
        letter.kind,
        letter.version,
        letter.subject,
        letter.number,
        letter.tries,
        _error(answer) or answer.status,
    )


def is_too_large(letter: OutgoingLetter) -> bool:
    return len(payload(letter)) > LARGEST_LETTER
