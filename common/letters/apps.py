"""Letters between the two sites."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class LettersConfig(AppConfig):
    name = "common.letters"
    label = "letters"
    verbose_name = "Surat antarsitus"

    def ready(self) -> None:
        # Receivers register themselves in the `letters` module of each app.
        autodiscover_modules("letters")
