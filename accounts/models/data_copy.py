"""Copies of what is kept of a person, made for that person alone."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models.user import User

# Longer than one can take to make; a worker that died gives its copy back after it.
CLAIMED_FOR = timedelta(minutes=6)
KEPT_FOR = timedelta(days=7)


class DataCopyQuerySet(models.QuerySet["DataCopy"]):
    def visible_to(self, person: User) -> Self:
        """Nobody but the person themselves, staff included."""
        return self.filter(person=person)

    def waiting(self) -> Self:
        return self.filter(ready_at=None)

    def due(self, now: datetime) -> Self:
        free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIMED_FOR)
        return self.waiting().filter(free)

    def fetchable(self) -> Self:
        return self.filter(expires_at__gt=timezone.now())

    def expired(self) -> Self:
        return self.filter(expires_at__lte=timezone.now())


class DataCopy(models.Model):
    """One ZIP of everything (glossary: salinan data). `done` of `total` chapters are
    in it so far; it is there to fetch from `ready_at` until `expires_at`.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="data_copies"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = DataCopyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ready_at=None),
                name="accounts_datacopy_one_in_the_making",
            )
        ]

    def __str__(self) -> str:
        return str(self.key)

    def get_absolute_url(self) -> str:
        return reverse("accounts:data_copy", args=[self.key])

    @property
    def path(self) -> str:
        return f"salinan/{self.key}.zip"

    @property
    def file_name(self) -> str:
        return f"lokadaya-{timezone.localtime(self.asked_at):%Y-%m-%d}.zip"

    @property
    def is_ready(self) -> bool:
        return self.ready_at is not None

    def delete_file(self) -> None:
        default_storage.delete(self.path)
