"""Provinces and kabupaten/kota of Indonesia, by Kemendagri's codes."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProvinceQuerySet(models.QuerySet["Province"]):
    def current(self) -> Self:
        return self.filter(valid_to=None)


class Province(models.Model):
    """A province. Its code is a name, never cut or counted with."""

    code = models.CharField(max_length=2, primary_key=True)
    name = models.CharField(max_length=80)
    time_zone = models.CharField(max_length=40)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = ProvinceQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class RegencyQuerySet(models.QuerySet["Regency"]):
    def current(self) -> Self:
        return self.filter(valid_to=None)

    def for_choosing(self) -> Self:
        return self.current().select_related("province").order_by("province", "name")


class Regency(models.Model):
    """A kabupaten or kota (glossary: Regency, City)."""

    class Kind(models.TextChoices):
        REGENCY = "regency", _("Kabupaten")
        CITY = "city", _("Kota")

    code = models.CharField(max_length=5, primary_key=True)
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="regencies"
    )
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=Kind)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = RegencyQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
