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
        """The listed are public.

        One that is proposed or declined is seen by who belongs to it, by its province's
        coordinators and by staff.
        """
        if not user.is_authenticated:
            return self.listed()
        if user.is_staff:
            return self
        own = user.memberships.filter(ended_at=None).values("organization")
        provinces = user.coordinations.values("province")
        return self.filter(
            Q(state=Organization.State.LISTED)
            | Q(pk__in=own)
            | Q(regency__province__in=provinces)
        )

    def coordinated_by(self, user: User) -> Self:
        """What the person looks after: staff all, a coordinator their province."""
        if user.is_staff:
            return self
        provinces = user.coordinations.values("province")
        return self.filter(regency__province__in=provinces)

    def edited_by(self, user: User) -> Self:
        """Whose confirmed editor the person is."""
        memberships = user.memberships.filter(
            role="editor", ended_at=None, confirmed_at__isnull=False
        )
        return self.filter(pk__in=memberships.values("organization"))

    def named_like(self, words: str) -> Self:
        found = self
        for word in words.split():
            found = found.filter(name__icontains=word)
        return found

    def for_deciding(self, user: User) -> Self:
        """The proposals that this person may decide on, the longest waiting first."""
        return (
            self.coordinated_by(user)
            .filter(state=Organization.State.PROPOSED)
            .exclude(proposed_by=user)
            .select_related("regency__province", "proposed_by")
            .prefetch_related("sectors")
            .order_by("created_at", "pk")
        )

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
        DECLINED = "declined", _("Tidak diterima")

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
            # A declined name may be proposed again.
            models.UniqueConstraint(
                Lower("name"),
                "regency",
                condition=~Q(state="declined"),
                name="network_organization_once_a_regency",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("network:organization", args=[self.slug])
