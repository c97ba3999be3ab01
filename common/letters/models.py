"""Letters written to the other site, letters received from it, and their numbering."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Longer than a delivery can take; a worker that died gives its letter back after it.
CLAIMED_FOR = timedelta(minutes=2)


class Correspondence(models.Model):
    """What the two sites have written each other about one subject.

    Its row is locked to give a letter its number, and to take letters in one by one.
    """

    subject = models.CharField(max_length=120, primary_key=True)
    written = models.PositiveIntegerField(default=0)
    received = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.subject


class OutgoingLetterQuerySet(models.QuerySet["OutgoingLetter"]):
    def waiting(self) -> Self:
        return self.filter(delivered_at=None, refused_at=None)

    def delivered(self) -> Self:
        return self.exclude(delivered_at=None)

    def refused(self) -> Self:
        return self.exclude(refused_at=None)

    def due(self, now: datetime) -> Self:
        """Those to send now: the first one that waits of each subject, if unclaimed."""
        waiting = OutgoingLetter.objects.waiting()
        earlier = waiting.filter(
            subject=OuterRef("subject"), number__lt=OuterRef("number")
        )
        return self.waiting().filter(
            ~Exists(earlier),
            Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIMED_FOR),
            due_at__lte=now,
        )


class OutgoingLetter(models.Model):
    """A letter to the other site, written in the transaction of what it tells."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    body = models.JSONField(encoder=DjangoJSONEncoder)
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    due_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveIntegerField(default=0)
    delivered_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)
    refused_field = models.CharField(max_length=120, blank=True)

    objects = OutgoingLetterQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "subject", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "number"], name="letters_outgoing_number_once"
            ),
            models.CheckConstraint(
                condition=Q(delivered_at=None) | Q(refused_at=None),
                name="letters_outgoing_one_answer",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(delivered_at=None, refused_at=None),
                name="letters_outgoing_waiting",
            ),
            models.Index(
                fields=["-refused_at"],
                condition=~Q(refused_at=None),
                name="letters_outgoing_refused",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} v{self.version}, {self.subject} no. {self.number}"

    @property
    def is_waiting(self) -> bool:
        return self.delivered_at is None and self.refused_at is None


class ReceivedLetterQuerySet(models.QuerySet["ReceivedLetter"]):
    def refused(self) -> Self:
        return self.filter(outcome=ReceivedLetter.Outcome.REFUSED)


class ReceivedLetter(models.Model):
    """The receipt of a letter: it is handled once, and answered the same ever after."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("Diterima")
        REFUSED = "refused", _("Ditolak")

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    received_at = models.DateTimeField(auto_now_add=True)
    outcome = models.CharField(max_length=8, choices=Outcome)
    reason = models.TextField(blank=True)
    field = models.CharField(max_length=120, blank=True)

    objects = ReceivedLetterQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "number"], name="letters_received_number_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["-received_at"],
                condition=Q(outcome="refused"),
                name="letters_received_refused",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} v{self.version}, {self.subject} no. {self.number}"
