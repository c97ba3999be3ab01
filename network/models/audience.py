"""Audiences: named sets of people that higher apps fill and lower apps ask."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models

from accounts.models import User


class AudienceQuerySet(models.QuerySet["Audience"]):
    def including(self, user: User | AnonymousUser) -> Self:
        if not user.is_authenticated:
            return self.none()
        return self.filter(members=user)


class Audience(models.Model):
    """A set of people under a name such as `alliances.alliance:7`.

    The app that owns the name fills it; a forum that is only for these people asks
    whether someone is in it, and need not know what an alliance is.
    """

    name = models.CharField(max_length=80, unique=True)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="audiences", blank=True
    )

    objects = AudienceQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
