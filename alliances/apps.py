"""Thematic alliances and their live rooms."""

from django.apps import AppConfig


class AlliancesConfig(AppConfig):
    name = "alliances"
    verbose_name = "Aliansi"

    def ready(self) -> None:
        from alliances import hearing, invitables, receivers  # noqa: F401
