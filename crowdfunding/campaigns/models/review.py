"""What reviewers answered, and what came from a worksheet too late to be taken over."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from crowdfunding.campaigns.models.campaign import Campaign


class Review(models.Model):
    class Verdict(models.TextChoices):
        PUBLISHED = "published", _("Diterbitkan")
        RETURNED = "returned", _("Dikembalikan")

    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="reviews"
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews"
    )
    verdict = models.CharField(max_length=10, choices=Verdict)
    comment = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.campaign}: {self.get_verdict_display()}"


class SuggestedChange(models.Model):
    """A worksheet's later revision; never applied over what a person edited.

    `fields` and `needs` hold what the revision would have written. `settled_at` is when
    the initiator took from it what she wanted, or put it aside.
    """

    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="suggested_changes"
    )
    revision = models.PositiveIntegerField()
    fields = models.JSONField()
    needs = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "revision"],
                name="campaigns_suggestedchange_once_a_revision",
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign} ({self.revision})"
