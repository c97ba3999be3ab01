"""The OpenID Connect provider that lokadaya.com trusts."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "identity"
    verbose_name = "Identitas"

    def ready(self) -> None:
        from identity import receivers  # noqa: F401
