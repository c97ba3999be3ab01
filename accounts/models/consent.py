"""What a person agreed to, in which wording, and when."""

from django.conf import settings
from django.db import models


class Consent(models.Model):
    """Consent to one version of the privacy notice, as UU 27/2022 asks."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="consents"
    )
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=5)
    given_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "version"], name="accounts_consent_once_a_version"
            )
        ]

    def __str__(self) -> str:
        return self.version
