"""Series: webinars on one theme, public, with or without a course."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Exists, Min, OuterRef, Q, Value
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User


class SeriesQuerySet(models.QuerySet["Series"]):
    def curated_by(self, user: User | AnonymousUser) -> Self:
        if not user.is_authenticated:
            return self.none()
        return self if user.is_staff else self.filter(curators=user)

    def for_index(self, user: User | AnonymousUser) -> Self:
        """Ready for the list: those with something to come first, in one query."""
        ahead = Q(webinars__status="published", webinars__ends_at__gt=Now())
        return (
            self.with_follow_of(user)
            .annotate(
                coming_count=Count("webinars", filter=ahead, distinct=True),
                next_at=Min("webinars__starts_at", filter=ahead),
            )
            .order_by("next_at", "title")
        )

    def with_follow_of(self, user: User | AnonymousUser) -> Self:
        """Adds `is_followed`: whether this reader follows it."""
        if not user.is_authenticated:
            return self.annotate(is_followed=Value(False))
        own = Follow.objects.filter(series=OuterRef("pk"), person=user)
        return self.annotate(is_followed=Exists(own))


class Series(models.Model):
    """A theme (glossary: seri webinar). Its curators plan webinars in it."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("judul"), max_length=120)
    summary = models.CharField(_("tentang apa"), max_length=400)
    curators = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="curated_series", blank=True
    )
    created_at = models.DateTimeField(auto_now_add=True)

    # Only after with_follow_of().
    is_followed: bool

    # Only after for_index().
    coming_count: int
    next_at: datetime | None

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("seri webinar")
        verbose_name_plural = _("seri webinar")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("courses:series", args=[self.slug])


class Follow(models.Model):
    """A person wants to hear of every new webinar of a series."""

    series = models.ForeignKey(
        Series, on_delete=models.CASCADE, related_name="followers"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="followed_series",
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series", "person"], name="courses_follow_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.series}"
