"""What leaves this house: rows that workers claim, send once and try again."""

import uuid
from datetime import datetime, timedelta
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q

from accounts.models import User

# A claim older than this was a worker's that did not live to send.
CLAIM_LASTS = timedelta(minutes=10)


Row = TypeVar("Row", bound=models.Model)


class OutgoingQuerySet(models.QuerySet[Row]):
    def open(self) -> Self:
        return self.filter(sent_at=None, given_up_at=None)

    def due(self, now: datetime) -> Self:
        free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM_LASTS)
        return self.open().filter(free, next_try_at__lte=now)


class Outgoing(models.Model):
    """One thing to send, or sent. Once `sent_at` is written it is never sent again."""

    # Kept as the Message-ID: a mailbox can tell a second copy from a second mail.
    message_id = models.UUIDField(default=uuid.uuid4, editable=False)
    next_try_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(given_up_at=None),
                name="%(app_label)s_%(class)s_sent_or_given_up",
            )
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"],
                condition=Q(sent_at=None, given_up_at=None),
                name="%(app_label)s_%(class)s_open",
            )
        ]

    @property
    def reader(self) -> User:
        """Who it goes to."""
        raise NotImplementedError
