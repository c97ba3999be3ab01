"""Signatures: an organisation's name under one edition, proved by its digest."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from alliances.documents.models.version import Version
from alliances.models import Alliance
from network.models import Organization


class SignatureQuerySet(models.QuerySet["Signature"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)

    def with_staying(self, alliance: Alliance) -> Self:
        """And whether the organisation is still a member."""
        members = alliance.memberships.active()
        staying = members.filter(organization=OuterRef("organization"))
        return self.annotate(stays=Exists(staying))

    def for_list(self) -> Self:
        return self.select_related(
            "organization__regency__province", "version"
        ).order_by("organization__name", "pk")


class Signature(models.Model):
    """One organisation's word (glossary: tanda tangan). Withdrawn, it stays, dated."""

    version = models.ForeignKey(
        Version, on_delete=models.PROTECT, related_name="signatures"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="document_signatures"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    name = models.CharField(_("nama penanda tangan"), max_length=120)
    role = models.CharField(_("jabatan"), max_length=120)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    withdrawal = models.CharField(_("alasan"), max_length=500, blank=True)

    # Only after with_staying():
    stays: bool

    objects = SignatureQuerySet.as_manager()

    class Meta:
        verbose_name = _("tanda tangan")
        verbose_name_plural = _("tanda tangan")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "organization"], name="documents_signature_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawal=""),
                name="documents_signature_withdrawn_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}, {self.version}"
