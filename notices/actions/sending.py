"""Sending what is due: claimed, sent, recorded, and tried again."""

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import TypeVar, cast

from django.conf import settings
from django.db import connections, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from common.prepared import prepared
from notices import quiet
from notices.carriers import Carrier, Unwanted, carriers
from notices.models.outgoing import Outgoing, OutgoingQuerySet

logger = logging.getLogger(__name__)

Row = TypeVar("Row", bound=Outgoing)

BATCH = 20
# One run ends before the next ones pile up behind it; what is left is still due.
LONGEST_RUN = 120
PAUSES = [timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 720, 1440)]


def send_side_by_side() -> int:
    """`send_due` on several lines at once; the number sent.

    Most of a mail's time is waiting, for the mail server and for the disk. Each line
    claims rows of its own, as workers do, and has connections of its own.
    """
    if settings.SENDING_LINES == 1:
        return send_due()
    with ThreadPoolExecutor(settings.SENDING_LINES) as lines:
        started = [lines.submit(_on_a_line) for _n in range(settings.SENDING_LINES)]
    return sum(each.result() for each in started)


def _on_a_line() -> int:
    try:
        return send_due()
    finally:
        connections.close_all()


def send_due() -> int:
    """Send what is due by every carrier, in small batches; the number sent.

    Any number of workers may run this at once. What was recorded as sent is never
    sent again; what a worker died over between the two is, once its claim is old.
    """
    ends = time.monotonic() + LONGEST_RUN
    return sum(_send_by(carrier, ends) for carrier in carriers())


def _send_by(carrier: Carrier[Row], ends: float) -> int:
    sent = 0
    with carrier:
        while time.monotonic() < ends:
            now = timezone.now()
            claimed = _claim(carrier.rows(), now)
            if not claimed:
                break
            sent += sum(_send(row, carrier, now) for row in carrier.load(claimed))
    return sent


@transaction.atomic
def _claim(rows: OutgoingQuerySet[Row], now: datetime) -> list[int]:
    """Take a batch for this worker: rows that another holds are passed over."""
    free = rows.due(now).select_for_update(skip_locked=True, of=("self",))
    claimed = list(
        free.order_by("next_try_at", "pk").values_list("pk", flat=True)[:BATCH]
    )
    # Tries are counted here: what kills its worker runs out of them too.
    rows.model._default_manager.filter(pk__in=claimed).update(
        claimed_at=now, tries=F("tries") + 1
    )
    return claimed


def _send(row: Row, carrier: Carrier[Row], claimed_at: datetime) -> bool:
    """Send one claimed row, unless it was withdrawn or claimed anew since."""
    if not _is_held(type(row), row.pk, claimed_at):
        return False
    held = carrier.rows().open().filter(pk=row.pk, claimed_at=claimed_at)
    now = timezone.now()
    if not carrier.is_urgent(row):
        loud = quiet.loud_again(quiet.hours_of(row.reader), row.reader, now)
        if loud > now:
            held.update(claimed_at=None, tries=F("tries") - 1, next_try_at=loud)
            return False
    try:
        carrier.carry(row, now)
    except Unwanted as reason:
        held.update(given_up_at=now, last_error=str(reason)[:300])
        return False
    except Exception as failure:
        # Whatever went wrong with one, the others are still to be sent.
        logger.exception("%s %s could not be sent", row._meta.model_name, row.pk)
        carrier.close()
        _record_failure(held, row, failure)
        return False
    held.update(sent_at=timezone.now(), last_error="")
    return True


@prepared
def _is_held(
    model: type[Outgoing], pk: int, claimed_at: datetime
) -> QuerySet[Outgoing, int]:
    rows = cast(OutgoingQuerySet[Outgoing], model._default_manager.all())
    return rows.open().filter(pk=pk, claimed_at=claimed_at).values_list("pk", flat=True)


def _record_failure(held: OutgoingQuerySet[Row], row: Row, failure: Exception) -> None:
    now, error = timezone.now(), f"{type(failure).__name__}: {failure}"[:300]
    if row.tries > len(PAUSES):
        held.update(given_up_at=now, last_error=error)
    else:
        pause = PAUSES[row.tries - 1]
        held.update(claimed_at=None, next_try_at=now + pause, last_error=error)
