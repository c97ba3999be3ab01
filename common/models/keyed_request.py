"""Requests that may be repeated, and the answer they got."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, models
from django.http import HttpResponse
from django.utils import timezone


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

    @classmethod
    def claim(cls, person: Any, key: UUID, fingerprint: str) -> "KeyedRequest | None":
        """The row of a key that is new; None of one that was used before.

        Who comes second waits here until the first has ended. This is SQL of its own:
        through the model it takes a savepoint, which each request of a crowd pays for.
        """
        row = cls(person=person, key=key, fingerprint=fingerprint)
        row.created_at = timezone.now()
        with connection.cursor() as cursor:
            cursor.execute(
                """
                INSERT INTO common_keyedrequest (
                    person_id, key, fingerprint, created_at,
                    status, location, content_type, content
                )
                VALUES (%s, %s, %s, %s, %s, '', '', '')
                ON CONFLICT (person_id, key) DO NOTHING RETURNING id
                """,
                [person.pk, key, fingerprint, row.created_at, row.status],
            )
            found = cursor.fetchone()
        if found is None:
            return None
        row.pk = found[0]
        row._state.adding = False
        return row

    def keep(self, response: HttpResponse, largest: int) -> None:
        """Remember the answer; a body beyond `largest` bytes is answered as empty."""
        self.status = response.status_code
        self.location = response.headers.get("Location", "")
        self.content_type = response.headers.get("Content-Type", "")
        if len(response.content) <= largest:
            self.content = response.content
        self.save(update_fields=["status", "location", "content_type", "content"])
