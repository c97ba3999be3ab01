"""Which data files have been loaded, so that each is loaded once."""

from django.db import models


class Dataset(models.Model):
    name = models.CharField(max_length=80, primary_key=True)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.name
