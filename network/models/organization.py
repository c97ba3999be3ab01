"""Organisations of every kind: OMS, local government, companies, campuses, media."""

import uuid
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.models import Regency
from network.models.sector import Sector


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def listed(self) -> Self:
        return self.filter(state=Organization.State.LISTED)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The listed are public; proposed ones are for their own people and staff."""
        if user.is_authenticated and user.is_staff:
            return self
        visible = Q(state=Organization.State.LISTED)
        if user.is_authenticated:
            own = user.memberships.filter(ended_at=None).values("organization")
            visible |= Q(pk__in=own)
        return self.filter(visible)

    def for_directory(self, user: User | AnonymousUser) -> Self:
        return (
            self.visible_to(user)
            .select_related("regency__province")
            .prefetch_related("sectors")
            .order_by(Lower("name"), "pk")
        )


class Organization(models.Model):
    """An organisation. lokadaya.com knows it by its `uuid`."""

    class Kind(models.TextChoices):
        OMS = "oms", _("Organisasi masyarakat sipil")
        GOVERNMENT = "pemda", _("Pemerintah daerah")
        COMPANY = "company", _("Perusahaan")
        PHILANTHROPY = "philanthropy", _("Filantropi")
        CAMPUS = "campus", _("Kampus")
        MEDIA = "media", _("Media")

    class LegalForm(models.TextChoices):
        FOUNDATION = "yayasan", _("Yayasan")
        ASSOCIATION = "perkumpulan", _("Perkumpulan berbadan hukum")
        UNINCORPORATED = "unincorporated", _("Belum berbadan hukum")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Diusulkan")
        LISTED = "listed", _("Terdaftar")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("nama organisasi"), max_length=160)
    slug = models.SlugField(max_length=180, unique=True)
    kind = models.CharField(_("jenis"), max_length=12, choices=Kind, default=Kind.OMS)
    legal_form = models.CharField(
        _("bentuk hukum"), max_length=16, choices=LegalForm, blank=True
    )
    regency = models.ForeignKey(
        Regency, on_delete=models.PROTECT, related_name="organizations"
    )
    sectors = models.ManyToManyField(Sector, blank=True, related_name="organizations")
    about = models.TextField(_("tentang"), blank=True)
    founded_year = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("name"), "regency", name="network_organization_once_a_regency"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("network:organization", args=[self.slug])
