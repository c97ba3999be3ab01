"""Who did what to whom, written in the transaction of the deed."""

from django.conf import settings
from django.db import models


class JournalEntry(models.Model):
    """One deed. `person` is whose standing it changed, and who may read it."""

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="journal",
    )
    deed = models.CharField(max_length=60)
    subject = models.CharField(max_length=120)
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["subject", "-created_at"], name="common_journal_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deed} {self.subject}"
