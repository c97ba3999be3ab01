"""Who belongs to which organisation, and in which role."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from network.models.organization import Organization


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> Self:
        return self.filter(ended_at=None)

    def confirmed(self) -> Self:
        return self.active().exclude(confirmed_at=None)

    def waiting(self) -> Self:
        return self.active().filter(confirmed_at=None)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Members know the confirmed members of what they see; requests are between
        who asks, the editors, the province's coordinators and staff.
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_staff:
            return self
        visible = Organization.objects.visible_to(user)
        return self.filter(
            Q(person=user)
            | Q(organization__in=Organization.objects.edited_by(user))
            | Q(organization__in=Organization.objects.coordinated_by(user))
            | Q(organization__in=visible, ended_at=None, confirmed_at__isnull=False)
        )

    def decidable_by(self, user: User) -> Self:
        """Requests to join listed organisations that this person may decide on.

        A proposal's own members are decided with the proposal.
        """
        requests = self.waiting().filter(organization__state="listed")
        requests = requests.exclude(person=user)
        if user.is_staff:
            return requests
        return requests.filter(
            Q(organization__in=Organization.objects.edited_by(user))
            | Q(organization__in=Organization.objects.coordinated_by(user))
        )

    def for_deciding(self, user: User) -> Self:
        return (
            self.decidable_by(user)
            .select_related("person__regency", "organization__regency__province")
            .order_by("created_at", "pk")
        )

    def for_organization(self, user: User | AnonymousUser) -> Self:
        """The confirmed members, editors first."""
        return (
            self.visible_to(user)
            .confirmed()
            .select_related("person__regency")
            .order_by("role", "person__name", "pk")
        )


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

    @property
    def is_editor(self) -> bool:
        return self.role == Membership.Role.EDITOR
