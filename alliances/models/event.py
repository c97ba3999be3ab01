"""Events: everything that happens in a room, numbered without a gap."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alliances.models.room import Room
from network.models import Organization


class RoomEventQuerySet(models.QuerySet["RoomEvent"]):
    def with_names(self) -> Self:
        return self.select_related("author", "organization")

    def after(self, seq: int) -> Self:
        return self.filter(seq__gt=seq).order_by("seq")

    def before(self, seq: int) -> Self:
        """The events below a number, the nearest first."""
        return self.filter(seq__lt=seq).order_by("-seq")


class RoomEvent(models.Model):
    """One thing that happened in a room. Rows are only ever added.

    What changes an earlier event (an edit, a deletion) is an event of its own kind in
    the same sequence.
    """

    class Kind(models.TextChoices):
        MESSAGE = "message", _("Pesan")

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="events")
    seq = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.MESSAGE)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # For whom the author spoke then, whatever they belong to now.
    organization = models.ForeignKey(
        Organization, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    client_id = models.UUIDField(null=True)
    body = models.TextField(blank=True)
    html = models.TextField(blank=True)
    created_at = models.DateTimeField()

    objects = RoomEventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["room", "seq"], name="alliances_event_seq_once"
            ),
            models.UniqueConstraint(
                fields=["room", "author", "client_id"],
                name="alliances_event_client_id_once",
            ),
        ]
        indexes = [
            models.Index(fields=["author", "-created_at"], name="alliances_event_pace")
        ]

    def __str__(self) -> str:
        return f"{self.room} #{self.seq}"
