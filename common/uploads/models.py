"""Uploads: files on their way in, and those that something keeps."""

import uuid
from datetime import timedelta
from pathlib import PurePath
from typing import Any, Self

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.files import Family

# What nothing has kept by then is forgotten.
LIFE = timedelta(days=3)


def _expiry() -> Any:
    return timezone.now() + LIFE


class UploadQuerySet(models.QuerySet["Upload"]):
    def owned_by(self, person: Any) -> Self:
        return self.filter(owner=person)

    def unkept(self) -> Self:
        """What waits for its end, or for something that keeps it."""
        return self.filter(is_kept=False)

    def complete(self) -> Self:
        return self.filter(state=Upload.State.COMPLETE)

    def expired(self) -> Self:
        return self.unkept().filter(expires_at__lt=timezone.now())


class Upload(models.Model):
    """One file. Its pieces lie beside each other until the last has come.

    `name` is what its owner called it; it says nothing about what it is. What it is
    was read from its content when it was complete: `family` and `media_type`.
    """

    class State(models.TextChoices):
        RECEIVING = "receiving", _("Sedang diterima")
        COMPLETE = "complete", _("Lengkap")
        REFUSED = "refused", _("Ditolak")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="uploads"
    )
    name = models.CharField(_("nama"), max_length=200, blank=True)
    size = models.PositiveBigIntegerField()
    offset = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVING)
    family = models.CharField(max_length=10, choices=Family, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    suffix = models.CharField(max_length=8, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    is_kept = models.BooleanField(default=False)
    started_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=_expiry)

    # Why it was refused; only known when its last piece comes.
    refusal = ""

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("unggahan")
        verbose_name_plural = _("unggahan")
        constraints = [
            models.CheckConstraint(
                condition=Q(offset__lte=F("size")), name="uploads_upload_within_size"
            ),
            models.CheckConstraint(
                condition=Q(is_kept=False) | Q(state="complete"),
                name="uploads_upload_kept_is_complete",
            ),
        ]
        indexes = [
            models.Index(
                fields=["expires_at"],
                condition=Q(is_kept=False),
                name="uploads_upload_expiring",
            )
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """What its owner called it, ending as what it really is."""
        stem = PurePath(self.name.replace("\\", "/")).stem or "berkas"
        return f"{stem}{self.suffix}"

    @property
    def is_complete(self) -> bool:
        return self.state == self.State.COMPLETE

    @property
    def is_expired(self) -> bool:
        return not self.is_kept and self.expires_at < timezone.now()

    @property
    def folder(self) -> str:
        return f"uploads/{self.pk}"

    @property
    def path(self) -> str:
        """Where the whole file lies."""
        return f"{self.folder}/berkas{self.suffix}"

    def open(self) -> Any:
        return default_storage.open(self.path)
