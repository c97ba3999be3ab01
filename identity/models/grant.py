"""Authorization codes, kept after use: a code that comes twice was stolen."""

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone
from oauth2_provider.models import AbstractGrant, RefreshToken
from oauth2_provider.settings import oauth2_settings

from identity.models.sign_on import SignOn


class Grant(AbstractGrant):
    """One code, the session it was given in, and the tokens it became."""

    sign_on = models.ForeignKey(SignOn, on_delete=models.CASCADE, related_name="grants")
    authenticated_at = models.DateTimeField()
    redeemed_at = models.DateTimeField(null=True, blank=True)
    token_family = models.UUIDField(null=True, blank=True)

    objects: ClassVar[models.Manager["Grant"]] = models.Manager()

    class Meta(AbstractGrant.Meta):
        abstract = False

    def redeem(self) -> None:
        """Mark as used. The row stays as long as tokens of its family may live."""
        self.redeemed_at = timezone.now()
        lifetime = timedelta(seconds=oauth2_settings.REFRESH_TOKEN_EXPIRE_SECONDS)
        self.expires = self.redeemed_at + lifetime
        self.save(update_fields=["redeemed_at", "expires", "token_family"])

    def revoke_tokens(self) -> None:
        RefreshToken.revoke_family(self.token_family)
