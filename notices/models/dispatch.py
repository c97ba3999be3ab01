"""Dispatches: the e-mails that carry notices, as rows that workers claim."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

from notices.models.notice import Notice

# A claim older than this was a worker's that did not live to send.
CLAIM_LASTS = timedelta(minutes=10)


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    def open(self) -> Self:
        return self.filter(sent_at=None, given_up_at=None)

    def due(self, now: datetime) -> Self:
        free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM_LASTS)
        return self.open().filter(free, next_try_at__lte=now)


class Dispatch(models.Model):
    """One e-mail to send, or sent. Once `sent_at` is written it is never sent again."""

    notice = models.OneToOneField(
        Notice, on_delete=models.CASCADE, related_name="dispatch"
    )
    # Kept as the Message-ID: a mailbox can tell a second copy from a second mail.
    message_id = models.UUIDField(default=uuid.uuid4, editable=False)
    # An .ics to attach, so that a calendar learns what the mail says.
    calendar = models.TextField(blank=True)
    next_try_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(given_up_at=None),
                name="notices_dispatch_sent_or_given_up",
            )
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(sent_at=None, given_up_at=None),
                name="notices_dispatch_open",
            )
        ]

    def __str__(self) -> str:
        return str(self.notice)
