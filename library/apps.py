"""The knowledge library: what the network has written, to be read, cited and used."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "library"
    verbose_name = "Pustaka"

    def ready(self) -> None:
        from common.readings import register
        from library import receivers  # noqa: F401
        from library.readings import find

        register(find)
