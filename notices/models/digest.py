"""Digests: the day's or the week's news of one person, in one mail."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notices.models.outgoing import Outgoing, OutgoingQuerySet


class Rhythm(models.TextChoices):
    """How often what can wait is gathered."""

    DAILY = "daily", _("Ringkasan harian")
    WEEKLY = "weekly", _("Ringkasan mingguan")


class DigestQuerySet(OutgoingQuerySet["Digest"]):
    """Claimed as everything that leaves is."""


class Digest(Outgoing):
    """What waited for one person until `day`, of one rhythm; gathered once."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests"
    )
    rhythm = models.CharField(max_length=6, choices=Rhythm)
    day = models.DateField()

    objects = DigestQuerySet.as_manager()

    class Meta(Outgoing.Meta):
        constraints = [
            *Outgoing.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "rhythm", "day"], name="notices_digest_once_a_day"
            ),
        ]

    @property
    def reader(self) -> User:
        return self.person

    def __str__(self) -> str:
        return f"{self.get_rhythm_display()} {self.day}"
