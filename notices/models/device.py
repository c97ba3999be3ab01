"""Devices: browsers that a person allowed to show news on their screen."""

import hashlib
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class DeviceQuerySet(models.QuerySet["Device"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(person=user)


class Device(models.Model):
    """One push subscription (RFC 8030), with what its messages are encrypted for."""

    class Shows(models.TextChoices):
        """How much may stand on a screen that others see too."""

        NOTHING = "nothing", _("Hanya bahwa ada kabar")
        TITLE = "title", _("Judulnya")
        WORDS = "words", _("Judul dan isinya")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices"
    )
    # Whoever knows it can send: it is shown to nobody, its holder neither.
    endpoint = models.CharField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    shows = models.CharField(max_length=7, choices=Shows, default=Shows.TITLE)
    added_at = models.DateTimeField(auto_now_add=True)
    reached_at = models.DateTimeField(null=True, blank=True)

    objects = DeviceQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def trace(self) -> str:
        """By which a browser knows itself in a list, without its address being told."""
        return hashlib.sha256(self.endpoint.encode()).hexdigest()
