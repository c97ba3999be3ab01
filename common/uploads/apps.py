"""Files that come in pieces."""

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    name = "common.uploads"
    label = "uploads"
    verbose_name = "Unggahan"
