"""Audiences: named sets of people that higher apps fill and lower apps ask."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from common.models import Province
from network import roles
from network.models.organization import Organization

CONFIRMED = {
    "memberships__ended_at": None,
    "memberships__confirmed_at__isnull": False,
}


class AudienceQuerySet(models.QuerySet["Audience"]):
    def including(self, user: User | AnonymousUser) -> Self:
        """Those that name the person, and those of a province, an organisation or a
        role that is theirs. Staff belong to every province.
        """
        if not user.is_authenticated:
            return self.none()
        named = Audience.members.through.objects.filter(user=user).values("audience")
        me = User.objects.filter(pk=user.pk)
        homes = me.filter(**CONFIRMED)
        theirs = Q(pk__in=named)
        theirs |= Q(organization__in=homes.values("memberships__organization"))
        for role in roles.every():
            theirs |= Q(role=role.name) & Q(Exists(role.who().filter(pk=user.pk)))
        if user.is_staff:
            return self.filter(theirs | Q(province__isnull=False))
        own = Q(province__in=me.values("regency__province"))
        own |= Q(
            province__in=homes.values("memberships__organization__regency__province")
        )
        looks_after = Q(province__in=me.values("coordinations__province"))
        return self.filter(theirs | looks_after | own & Q(only_coordinators=False))

    def for_choosing(self) -> Self:
        return self.select_related("province", "organization").order_by("name")


class Audience(models.Model):
    """A set of people under a name such as `alliances.alliance:7`.

    The app that owns the name fills it; a forum that is only for these people asks
    whether someone is in it, and need not know what an alliance is.
    """

    name = models.CharField(max_length=80, unique=True)
    # What people call it, where an app fills it.
    title = models.CharField(max_length=200, blank=True)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="audiences", blank=True
    )
    # Whose people are in it beside its members, without being listed one by one.
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    only_coordinators = models.BooleanField(default=False)
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=20, blank=True)

    objects = AudienceQuerySet.as_manager()

    def __str__(self) -> str:
        """In words for who chooses one; what has no other is known by its name."""
        if self.role:
            return roles.label_of(self.role)
        if self.organization is not None:
            return _("Anggota %(name)s") % {"name": self.organization}
        if self.province is None:
            return self.title or self.name
        if self.only_coordinators:
            return _("Koordinator %(province)s") % {"province": self.province}
        return _("Orang dari %(province)s") % {"province": self.province}

    def people(self) -> QuerySet[User]:
        """Everyone for whom `including` finds it."""
        theirs = Q(pk__in=self.members.values("pk"))
        if self.role:
            theirs |= Q(pk__in=roles.people_in(self.role).values("pk"))
        homes = User.objects.filter(**CONFIRMED)
        if self.organization_id:
            here = homes.filter(memberships__organization=self.organization_id)
            theirs |= Q(pk__in=here.values("pk"))
        if self.province_id:
            looking_after = User.objects.filter(
                coordinations__province=self.province_id
            )
            theirs |= Q(is_staff=True) | Q(pk__in=looking_after.values("pk"))
            if not self.only_coordinators:
                working = homes.filter(
                    memberships__organization__regency__province=self.province_id
                )
                theirs |= Q(regency__province=self.province_id)
                theirs |= Q(pk__in=working.values("pk"))
        people: QuerySet[User] = User.objects.active()
        return people.filter(theirs)
