"""How far each person has read in each room."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ThreadPosition(models.Model):
    """Who follows a thread, and how many of its messages they have read."""

    root = models.ForeignKey(
        "alliances.RoomEvent", on_delete=models.CASCADE, related_name="positions"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    said = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("posisi baca utas")
        verbose_name_plural = _("posisi baca utas")
        constraints = [
            models.UniqueConstraint(
                fields=["root", "person"], name="alliances_thread_position_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.root}: {self.said}"


class ReadPosition(models.Model):
    room = models.ForeignKey(
        "alliances.Room", on_delete=models.CASCADE, related_name="positions"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    seq = models.PositiveBigIntegerField(default=0)
    # How many messages there are up to that number.
    said = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room", "person"], name="alliances_readposition_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.room}: {self.seq}"
