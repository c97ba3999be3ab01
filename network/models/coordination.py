"""Provincial coordinators: who looks after which province."""

from django.conf import settings
from django.db import models

from common.models import Province


class Coordination(models.Model):
    """A coordinator sees their own province, and no other."""

    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="coordinations"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="coordinations"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["province", "person"], name="network_coordination_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.province}"
