"""What a person is told, and how."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "notices"
    verbose_name = "Kabar"

    def ready(self) -> None:
        from notices import receivers  # noqa: F401
