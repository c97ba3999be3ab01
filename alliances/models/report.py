"""Messages that somebody wants looked at, until it has been done."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.models.event import RoomEvent
from alliances.models.room import Room


class Outcome(models.TextChoices):
    REMOVED = "removed", _("Pesan dihapus")
    LEFT = "left", _("Pesan dibiarkan")


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Stewards see what is reported in rooms that they enter, national staff in
        all; neither sees reports of their own words."""
        if not user.is_authenticated:
            return self.none()
        own = Q(message__author=user) | Q(message__pseudonym__person=user)
        found = self.exclude(own)
        if user.is_staff:
            return found
        entered = Room.objects.visible_to(user).values("pk")
        return found.filter(
            message__room__in=entered, message__room__alliance__stewards__person=user
        )

    def open(self) -> Self:
        return self.filter(settled_at=None)

    def with_people(self) -> Self:
        """With those who reported, who are told what became of it."""
        return self.select_related("person").order_by("pk")

    def for_list(self) -> Self:
        return self.select_related(
            *("message__author", "message__pseudonym", "message__organization"),
            "message__room__alliance",
        ).order_by("message__created_at", "message", "pk")


class Report(models.Model):
    """One person's word about one message (glossary: laporan pesan).

    Who reported is for themselves alone: no page shows it.
    """

    message = models.ForeignKey(
        RoomEvent, on_delete=models.CASCADE, related_name="reports"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reason = models.CharField(max_length=500)
    created_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("laporan pesan")
        verbose_name_plural = _("laporan pesan")
        constraints = [
            models.UniqueConstraint(
                fields=["message", "person"],
                condition=Q(settled_at=None),
                name="alliances_report_once_while_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.message}: {self.reason}"
