"""Seats: people invited to one room by name, wherever they come from."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class SeatQuerySet(models.QuerySet["Seat"]):
    def active(self) -> Self:
        return self.filter(ended_at=None)

    def for_list(self) -> Self:
        return self.active().select_related("person").order_by("person__name", "pk")


class Seat(models.Model):
    """One person's place in a room (glossary: undangan ruang).

    A guest is an expert or an official from outside the alliance, and shown as one.
    """

    room = models.ForeignKey(
        "alliances.Room", on_delete=models.CASCADE, related_name="seats"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="room_seats"
    )
    is_guest = models.BooleanField(_("tamu"), default=False)
    # In what capacity a guest is here: their field, or their office.
    capacity = models.CharField(_("sebagai"), max_length=120, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("undangan ruang")
        verbose_name_plural = _("undangan ruang")
        constraints = [
            models.UniqueConstraint(
                fields=["room", "person"],
                condition=Q(ended_at=None),
                name="alliances_seat_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.room}"
