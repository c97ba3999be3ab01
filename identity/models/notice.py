"""Sign-out notices: what a client must still be told."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from identity.models.client import Client

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)


class SignOutNoticeQuerySet(models.QuerySet["SignOutNotice"]):
    def due(self) -> Self:
        """Unsent, its pause over, and young enough for a session to be alive still."""
        now = timezone.now()
        oldest = now - timedelta(seconds=settings.SESSION_COOKIE_AGE)
        return self.filter(sent_at=None, due_at__lte=now, created_at__gte=oldest)


class SignOutNotice(models.Model):
    """One session ended, or with no `sid` all of a person's sessions did.

    Holds the subject, not the person: the notice outlives an account's deletion.
    """

    client = models.ForeignKey(
        Client, on_delete=models.CASCADE, related_name="sign_out_notices"
    )
    sub = models.UUIDField()
    sid = models.UUIDField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    due_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    answer = models.CharField(max_length=200, blank=True)

    objects = SignOutNoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(sent_at=None),
                name="identity_notice_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.client_id}:{self.sid or self.sub}"

    def put_off(self) -> None:
        """Count a try and pause; the pause also keeps other workers off this row."""
        pause = min(FIRST_PAUSE * 2 ** min(self.tries, 16), LONGEST_PAUSE)
        self.tries += 1
        self.due_at = timezone.now() + pause
        self.save(update_fields=["tries", "due_at"])
