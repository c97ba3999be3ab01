"""Which organisations belong to which alliance, since when and until when."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from alliances.models.alliance import Alliance
from network.models import Organization


class AllianceMembershipQuerySet(models.QuerySet["AllianceMembership"]):
    def current(self) -> Self:
        """All that have not ended: invited, requested and active."""
        return self.exclude(state=AllianceMembership.State.ENDED)

    def active(self) -> Self:
        return self.filter(state=AllianceMembership.State.ACTIVE)

    def requested(self) -> Self:
        return self.filter(state=AllianceMembership.State.REQUESTED)

    def for_list(self) -> Self:
        return self.select_related("organization__regency__province").order_by(
            Lower("organization__name"), "pk"
        )


class AllianceMembership(models.Model):
    """An organisation's place in an alliance; people act for the organisation."""

    class State(models.TextChoices):
        INVITED = "invited", _("Diundang")
        REQUESTED = "requested", _("Menunggu pengurus")
        ACTIVE = "active", _("Anggota")
        ENDED = "ended", _("Berakhir")

    alliance = models.ForeignKey(
        Alliance, on_delete=models.CASCADE, related_name="memberships"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="alliance_memberships"
    )
    state = models.CharField(max_length=9, choices=State)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    message = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    joined_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # Ended by stewards; else the organisation left by itself.
    was_removed = models.BooleanField(default=False)

    objects = AllianceMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("keanggotaan")
        verbose_name_plural = _("keanggotaan")
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "organization"],
                condition=~Q(state="ended"),
                name="alliances_membership_once",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False)
                | (~Q(state="ended") & Q(ended_at=None)),
                name="alliances_membership_ended_has_a_date",
            ),
            models.CheckConstraint(
                condition=~Q(state="active") | Q(joined_at__isnull=False),
                name="alliances_membership_active_has_joined",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}, {self.alliance}"

    @property
    def is_requested(self) -> bool:
        return self.state == self.State.REQUESTED

    @property
    def is_invited(self) -> bool:
        return self.state == self.State.INVITED

    @property
    def is_active(self) -> bool:
        return self.state == self.State.ACTIVE
