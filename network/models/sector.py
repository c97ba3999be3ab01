"""Sectors: one editable list for the whole system."""

from django.db import models


class Sector(models.Model):
    slug = models.SlugField(primary_key=True)
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name
