"""Partners: organisations as the letters of lokadaya.net describe them."""

import uuid
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.models import Regency


class PartnerQuerySet(models.QuerySet["Partner"]):
    def for_page(self) -> Self:
        return self.select_related("regency__province")


class Partner(models.Model):
    """A copy, never the original: lokadaya.net is the master of organisations.

    A stub is known by its name alone, until a letter says more.
    """

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

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("nama"), max_length=160)
    slug = models.SlugField(max_length=180, unique=True)
    kind = models.CharField(_("jenis"), max_length=12, choices=Kind, blank=True)
    legal_form = models.CharField(
        _("bentuk hukum"), max_length=16, choices=LegalForm, blank=True
    )
    regency = models.ForeignKey(
        Regency,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="partners",
        verbose_name=_("kabupaten/kota"),
    )
    about = models.TextField(_("tentang"), blank=True)
    is_stub = models.BooleanField(_("baru dikenal namanya"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("mitra")
        verbose_name_plural = _("mitra")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("partners:show", args=[self.slug])
