"""Search: what can be found is told by each app's `searching` module."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Pencarian"

    def ready(self) -> None:
        autodiscover_modules("searching")
