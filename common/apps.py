"""The app both sites stand on."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CommonConfig(AppConfig):
    name = "common"
    verbose_name = "Dasar"

    def ready(self) -> None:
        # Chapters offer themselves in the `personal` module of each app.
        autodiscover_modules("personal")
