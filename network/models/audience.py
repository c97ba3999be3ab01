"""Audiences: named sets of people that higher apps fill and lower apps ask."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from common.models import Province


class AudienceQuerySet(models.QuerySet["Audience"]):
    def including(self, user: User | AnonymousUser) -> Self:
        """Those that name the person, and those of a province that is theirs.

        Staff belong to every province.
        """
        if not user.is_authenticated:
            return self.none()
        named = Audience.members.through.objects.filter(user=user).values("audience")
        if user.is_staff:
            return self.filter(Q(pk__in=named) | Q(province__isnull=False))
        me = User.objects.filter(pk=user.pk)
        own = Q(province__in=me.values("regency__province"))
        own |= Q(
            province__in=me.filter(
                memberships__ended_at=None, memberships__confirmed_at__isnull=False
            ).values("memberships__organization__regency__province")
        )
        looks_after = Q(province__in=me.values("coordinations__province"))
        return self.filter(
            Q(pk__in=named) | looks_after | own & Q(only_coordinators=False)
        )


class Audience(models.Model):
    """A set of people under a name such as `alliances.alliance:7`.

    The app that owns the name fills it; a forum that is only for these people asks
    whether someone is in it, and need not know what an alliance is.
    """

    name = models.CharField(max_length=80, unique=True)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="audiences", blank=True
    )
    # Whose people are in it beside its members, without being listed one by one.
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    only_coordinators = models.BooleanField(default=False)

    objects = AudienceQuerySet.as_manager()

    def __str__(self) -> str:
        """In words for who chooses one; what an app fills is known by its name."""
        if self.province is None:
            return self.name
        if self.only_coordinators:
            return _("Koordinator %(province)s") % {"province": self.province}
        return _("Orang dari %(province)s") % {"province": self.province}
