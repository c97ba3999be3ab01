"""How far each person has read in each room."""

from django.conf import settings
from django.db import models


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
