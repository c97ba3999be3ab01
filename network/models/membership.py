"""Who belongs to which organisation, and in which role."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from network.models.organization import Organization


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> Self:
        return self.filter(ended_at=None)

    def confirmed(self) -> Self:
        return self.active().exclude(confirmed_at=None)


class Membership(models.Model):
    """A person's place in an organisation. Unconfirmed, it lets them act for no one."""

    class Role(models.TextChoices):
        EDITOR = "editor", _("Pengelola")
        MEMBER = "member", _("Anggota")

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="memberships"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=8, choices=Role, default=Role.MEMBER)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "person"],
                condition=Q(ended_at=None),
                name="network_membership_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.organization}"
