"""Requests that may be repeated, and the answer they got."""

from django.conf import settings
from django.db import models
from django.http import HttpResponse


class KeyedRequest(models.Model):
    """One Idempotency-Key of one person, with the answer to repeat."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    key = models.UUIDField()
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=204)
    location = models.CharField(max_length=2000, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    content = models.BinaryField(default=b"")
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "key"], name="common_keyedrequest_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.key)

    def keep(self, response: HttpResponse, largest: int) -> None:
        """Remember the answer; a body beyond `largest` bytes is answered as empty."""
        self.status = response.status_code
        self.location = response.headers.get("Location", "")
        self.content_type = response.headers.get("Content-Type", "")
        if len(response.content) <= largest:
            self.content = response.content
        self.save(update_fields=["status", "location", "content_type", "content"])
