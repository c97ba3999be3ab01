"""Thematic alliances and their live rooms."""

from django.apps import AppConfig


class AlliancesConfig(AppConfig):
    name = "alliances"
    verbose_name = "Aliansi"
