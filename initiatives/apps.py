"""The six-step worksheet, its review and its journey to lokadaya.com."""

from django.apps import AppConfig


class InitiativesConfig(AppConfig):
    name = "initiatives"
    verbose_name = "Inisiatif"

    def ready(self) -> None:
        from courses.summaries import worksheets
        from initiatives import coursework, receivers  # noqa: F401

        worksheets.register(coursework.Teller())
