"""What mentors said about a worksheet."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from initiatives.models.worksheet import Worksheet


class Review(models.Model):
    """A mentor's verdict on one revision, with a note for any step."""

    class Verdict(models.TextChoices):
        RETURNED = "returned", _("Dikembalikan")
        APPROVED = "approved", _("Disetujui")

    worksheet = models.ForeignKey(
        Worksheet, on_delete=models.CASCADE, related_name="reviews"
    )
    revision = models.PositiveIntegerField()
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    verdict = models.CharField(max_length=8, choices=Verdict)
    comment = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["worksheet", "revision"], name="initiatives_review_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worksheet}: {self.verdict}"


class StepNote(models.Model):
    """What the mentor said about one step."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="notes")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "number"], name="initiatives_stepnote_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=6),
                name="initiatives_stepnote_is_of_a_step",
            ),
        ]

    def __str__(self) -> str:
        return self.text
