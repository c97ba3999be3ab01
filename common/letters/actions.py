"""Writing letters to the other site, and hurrying those that wait."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from common.commits import once_committed
from common.letters import delivery, tasks
from common.letters.models import Correspondence, OutgoingLetter

# Whoever is late finds the letters delivered by the clock's own round.
HURRY_EXPIRES_SECONDS = 60


def write(
    *, kind: str, version: int, subject: str, body: dict[str, Any]
) -> OutgoingLetter:
    """Write a letter. Must run in the transaction of what it tells.

    The subject's correspondence is locked until that transaction ends: this is what
    makes its numbers gapless and in the order of the commits.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "a letter is written in the transaction of what it tells"
        )
    correspondence = hold(subject)
    correspondence.written += 1
    letter = OutgoingLetter(
        kind=kind,
        version=version,
        subject=subject,
        number=correspondence.written,
        body=body,
    )
    if delivery.is_too_large(letter):
        raise ValueError(f"{letter} is larger than a letter may be")
    correspondence.save(update_fields=["written"])
    letter.save(force_insert=True)
    _hurry_on_commit()
    return letter


def hold(subject: str) -> Correspondence:
    """Take the subject's lock, until the transaction ends.

    A receiver runs under it. Whoever locks rows of that subject and then writes a
    letter takes it first too: two orders of locking would wait for each other.
    """
    Correspondence.objects.get_or_create(subject=subject)
    return Correspondence.objects.select_for_update().get(subject=subject)


@transaction.atomic
def hurry(*, staff: Any) -> int:
    """Try every letter that waits again now; the number of them."""
    if not staff.is_staff:
        raise PermissionDenied
    count = OutgoingLetter.objects.waiting().update(due_at=timezone.now())
    _hurry_on_commit()
    return count


def _hurry_on_commit() -> None:
    # Without a broker the letter waits for the clock.
    once_committed(tasks.deliver.apply_async, expires=HURRY_EXPIRES_SECONDS)
