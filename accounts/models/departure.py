"""Departures: accounts on their way to be deleted, and those that were."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class DepartureQuerySet(models.QuerySet["Departure"]):
    def open(self) -> Self:
        return self.filter(cancelled_at=None, done_at=None)

    def due(self) -> Self:
        return self.open().filter(due_at__lte=timezone.now())


class Departure(models.Model):
    """A person asked to be forgotten (glossary: kepergian). Until `due_at` signing in
    cancels it. Done, the row stays with what is left of the account: no name.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="departures"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    objects = DepartureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(cancelled_at=None, done_at=None),
                name="accounts_departure_one_open",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None) | Q(done_at=None),
                name="accounts_departure_cancelled_or_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.due_at}"
