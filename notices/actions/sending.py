"""Sending the e-mails that are due: claimed, sent, recorded, and tried again."""

import logging
import time
from contextlib import suppress
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import timezone

from notices.models import Dispatch
from notices.readers import as_read_by

logger = logging.getLogger(__name__)

BATCH = 20
# One run ends before the next ones pile up behind it; what is left is still due.
LONGEST_RUN = 120
PAUSES = [timedelta(minutes=m) for m in (1, 5, 15, 60, 180, 720, 1440)]


def send_due() -> int:
    """Send what is due, in small batches; the number sent.

    Any number of workers may run this at once. A mail whose sending was recorded is
    never sent again; one whose worker died between the two is, once its claim is old.
    """
    started = time.monotonic()
    sent = 0
    while time.monotonic() - started < LONGEST_RUN:
        now = timezone.now()
        claimed = _claim(now)
        if not claimed:
            break
        sent += _send_all(claimed, now)
    return sent


@transaction.atomic
def _claim(now: datetime) -> list[int]:
    """Take a batch for this worker: rows that another holds are passed over."""
    rows = Dispatch.objects.due(now).select_for_update(skip_locked=True)
    claimed = list(
        rows.order_by("next_try_at", "pk").values_list("pk", flat=True)[:BATCH]
    )
    # Tries are counted here: a mail that kills its worker runs out of them too.
    Dispatch.objects.filter(pk__in=claimed).update(claimed_at=now, tries=F("tries") + 1)
    return claimed


def _send_all(claimed: list[int], claimed_at: datetime) -> int:
    connection = get_connection()
    with suppress(OSError):
        connection.open()
    try:
        return sum(_send(pk, claimed_at, connection) for pk in claimed)
    finally:
        connection.close()


def _send(pk: int, claimed_at: datetime, connection: BaseEmailBackend) -> bool:
    """Send one claimed mail, unless it was withdrawn or claimed anew since."""
    dispatch = (
        Dispatch.objects.open()
        .filter(pk=pk, claimed_at=claimed_at)
        .select_related("notice__person")
        .first()
    )
    if dispatch is None:
        return False
    person = dispatch.notice.person
    now = timezone.now()
    if dispatch.notice.is_too_late(now) or not (person.is_active and person.email):
        _record(dispatch, given_up_at=now)
        return False
    try:
        _message(dispatch, connection).send()
    except Exception as failure:
        # Whatever went wrong with one mail, the others are still to be sent.
        logger.exception("notice %s could not be sent", dispatch.notice_id)
        connection.close()
        _record_failure(dispatch, failure)
        return False
    _record(dispatch, sent_at=timezone.now(), last_error="")
    return True


def _record_failure(dispatch: Dispatch, failure: Exception) -> None:
    now, error = timezone.now(), f"{type(failure).__name__}: {failure}"[:300]
    if dispatch.tries > len(PAUSES):
        _record(dispatch, given_up_at=now, last_error=error)
    else:
        pause = PAUSES[dispatch.tries - 1]
        _record(dispatch, claimed_at=None, next_try_at=now + pause, last_error=error)


def _record(dispatch: Dispatch, **fields: datetime | str | None) -> None:
    Dispatch.objects.filter(pk=dispatch.pk).update(**fields)


def _message(
    dispatch: Dispatch, connection: BaseEmailBackend
) -> EmailMultiAlternatives:
    notice = dispatch.notice
    own_page = notice.url.startswith("/")
    context = {
        "notice": notice,
        "person": notice.person,
        "link": f"{settings.PORTAL_URL}{notice.url}" if own_page else notice.url,
        "portal_url": settings.PORTAL_URL,
    }
    with as_read_by(notice.person):
        text = render_to_string("notices/email.txt", context)
        html = render_to_string("notices/email.html", context)
    host = urlsplit(settings.PORTAL_URL).hostname
    message = EmailMultiAlternatives(
        subject=notice.title,
        body=text,
        to=[notice.person.email or ""],
        connection=connection,
        headers={
            "Message-ID": f"<{dispatch.message_id}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(html, "text/html")
    if dispatch.calendar:
        message.attach("lokadaya.ics", dispatch.calendar, "text/calendar")
    return message
