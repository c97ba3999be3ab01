"""Alliances: organisations of every kind that act on one theme, and their stewards."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from network.models import Sector


class AllianceQuerySet(models.QuerySet["Alliance"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Every alliance is public; what is said in its rooms is not."""
        return self

    def with_member_count(self) -> Self:
        active = Q(memberships__state="active")
        return self.annotate(member_count=Count("memberships", filter=active))

    def for_list(self, user: User | AnonymousUser) -> Self:
        return (
            self.visible_to(user)
            .select_related("sector")
            .with_member_count()
            .order_by(Lower("name"), "pk")
        )


class Alliance(models.Model):
    """A thematic alliance (glossary: aliansi). Its members are organisations."""

    class Openness(models.TextChoices):
        OPEN = "open", _("Terbuka")
        REQUEST = "request", _("Dengan persetujuan pengurus")
        INVITATION = "invitation", _("Dengan undangan pengurus")

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(_("nama"), max_length=120)
    sector = models.ForeignKey(
        Sector, on_delete=models.PROTECT, related_name="alliances"
    )
    summary = models.CharField(_("ringkasan"), max_length=200)
    about = models.TextField(_("tentang"), blank=True)
    openness = models.CharField(
        _("cara bergabung"), max_length=10, choices=Openness, default=Openness.OPEN
    )
    # Whether its rooms may let people speak under another name.
    allows_pseudonyms = models.BooleanField(_("nama samaran"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    member_count: int  # only after with_member_count()

    objects = AllianceQuerySet.as_manager()

    class Meta:
        verbose_name = _("aliansi")
        verbose_name_plural = _("aliansi")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("alliances:alliance", args=[self.slug])

    @property
    def audience_name(self) -> str:
        """Under which name lower apps know the people of this alliance."""
        return f"alliances.alliance:{self.pk}"


class Steward(models.Model):
    """A person who looks after an alliance (glossary: pengurus)."""

    alliance = models.ForeignKey(
        Alliance, on_delete=models.CASCADE, related_name="stewards"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="stewardships",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("pengurus")
        verbose_name_plural = _("pengurus")
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "person"], name="alliances_steward_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.alliance}"
