"""Review rounds: member organisations read one version until a day."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alliances.documents.models.document import Document
from alliances.documents.models.version import Version
from network.models import Organization


class ReviewRoundQuerySet(models.QuerySet["ReviewRound"]):
    def running(self) -> Self:
        return self.filter(closed_at=None)


class ReviewRound(models.Model):
    """A version laid before organisations, with a deadline (glossary: tinjauan)."""

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="rounds"
    )
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    request = models.CharField(_("yang diminta"), max_length=500, blank=True)
    due_at = models.DateTimeField(_("tenggat"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)

    objects = ReviewRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("tinjauan")
        verbose_name_plural = _("tinjauan")
        constraints = [
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(closed_at=None),
                name="documents_round_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.document}, {self.opened_at:%d-%m-%Y}"

    @property
    def is_late(self) -> bool:
        return self.closed_at is None and self.due_at < timezone.now()


class ReviewQuerySet(models.QuerySet["Review"]):
    def for_list(self) -> Self:
        return self.select_related("organization", "answered_by").order_by(
            "organization__name", "pk"
        )


class Review(models.Model):
    """What one organisation says of the version it was given."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Menunggu")
        AGREED = "agreed", _("Setuju")
        NOTED = "noted", _("Setuju, dengan catatan")
        CHANGES = "changes", _("Minta perubahan")

    round = models.ForeignKey(
        ReviewRound, on_delete=models.CASCADE, related_name="reviews"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="+"
    )
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    words = models.CharField(_("catatan"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("jawaban tinjauan")
        verbose_name_plural = _("jawaban tinjauan")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "organization"], name="documents_review_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organization}, {self.get_state_display()}"
