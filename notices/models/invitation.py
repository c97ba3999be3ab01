"""Invitations: one person, by e-mail or number, to one place; taken up once."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.core import signing
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notices.models.outgoing import Outgoing, OutgoingQuerySet

VALID_FOR = timedelta(days=30)
# After that: how long the list still says what became of it.
KEPT_FOR = timedelta(days=60)
_signer = signing.Signer(salt="notices.invitation", sep=".")


class InvitationQuerySet(OutgoingQuerySet["Invitation"]):
    def to_place(self, kind: str, place: int) -> Self:
        return self.filter(kind=kind, place=place)

    def open_ones(self) -> Self:
        return self.filter(accepted_at=None, withdrawn_at=None)

    def stale(self, limit: datetime) -> Self:
        """Whose link has long led nowhere; taken up or not."""
        return self.filter(expires_at__lt=limit)

    def named_by(self, token: str) -> Self:
        """The one whose link this is; none for what nobody of us wrote."""
        try:
            return self.filter(pk=int(_signer.unsign(token)))
        except (signing.BadSignature, ValueError):
            return self.none()


class Invitation(Outgoing):
    """`kind` and `place` say where to (notices/invitables.py). One `by_hand` is a link
    that the inviter sends from their own phone.
    """

    class Way(models.TextChoices):
        EMAIL = "email", _("E-mail")
        PHONE = "phone", _("WhatsApp atau SMS")
        HAND = "hand", _("Tautan WhatsApp")

    kind = models.CharField(max_length=20)
    place = models.PositiveBigIntegerField()
    contact = models.CharField(max_length=254)
    name = models.CharField(max_length=120, blank=True)
    way = models.CharField(max_length=5, choices=Way)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="invited"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    handed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="invitations_taken_up",
    )

    objects = InvitationQuerySet.as_manager()

    class Meta(Outgoing.Meta):
        constraints = [
            *Outgoing.Meta.constraints,
            models.UniqueConstraint(
                fields=["kind", "place", "contact"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="notices_invitation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.contact

    @property
    def is_expired(self) -> bool:
        return self.expires_at <= timezone.now()

    @property
    def is_open(self) -> bool:
        is_left = self.accepted_at is None and self.withdrawn_at is None
        return is_left and not self.is_expired

    @property
    def url(self) -> str:
        """The link that whoever holds it takes up; signed, so that nobody guesses."""
        path = reverse("notices:invited", args=[_signer.sign(str(self.pk))])
        return f"{settings.PORTAL_URL}{path}"
