"""Calendar feeds: a secret address at which a phone's calendar keeps itself current."""

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def make_token() -> str:
    return secrets.token_urlsafe(24)


class CalendarFeed(models.Model):
    """Whoever has the token reads the person's webinars, until it is changed."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    token = models.CharField(max_length=40, unique=True, default=make_token)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("kalender pribadi")
        verbose_name_plural = _("kalender pribadi")

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        return reverse("courses:calendar_feed", args=[self.token])
