"""The secret address at which a phone's calendar follows an alliance."""

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alliances.models import Alliance


def make_token() -> str:
    return secrets.token_urlsafe(24)


class CalendarFeed(models.Model):
    """Whoever has the token reads what the person may see, until it is changed."""

    alliance = models.ForeignKey(
        Alliance, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="alliance_calendars",
    )
    token = models.CharField(max_length=40, unique=True, default=make_token)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("kalender aliansi")
        verbose_name_plural = _("kalender aliansi")
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "person"], name="plans_feed_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.alliance}, {self.person}"

    def get_absolute_url(self) -> str:
        return reverse("calendar:feed", args=[self.token])
