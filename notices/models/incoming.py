"""Replies that came by e-mail: each taken once, none too often."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class IncomingReply(models.Model):
    """One mail that came in, and what became of it. It names no address.

    `key` is made of its Message-ID, so that a mail delivered twice is one reply;
    `sender` of where it came from, to count by.
    """

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("Masuk")
        EXPLAINED = "explained", _("Dijawab dengan penjelasan")
        IGNORED = "ignored", _("Diabaikan")

    key = models.CharField(max_length=64, unique=True)
    sender = models.CharField(max_length=64)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="replies_by_mail",
    )
    outcome = models.CharField(max_length=9, choices=Outcome)
    url = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["sender", "created_at"], name="notices_incoming_rate")
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, {self.created_at:%Y-%m-%d}"
