"""Writing the journal."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from common.models import JournalEntry


def record(
    *,
    deed: str,
    subject: models.Model,
    actor: Any,
    person: Any = None,
    reason: str = "",
    **details: Any,
) -> JournalEntry:
    """Write down a deed. Must run in the transaction of the deed itself.

    `deed` is app.verb in the past tense (`courses.enrollment_approved`). `actor` and
    `person` are people of the site, whichever model that site has.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError(
            "the journal is written in the transaction of the deed"
        )
    return JournalEntry.objects.create(
        deed=deed,
        subject=f"{subject._meta.label_lower}:{subject.pk}",
        actor=actor,
        person=person,
        reason=reason,
        details=details,
    )


def forget(*, person: Any, words: Iterable[str | None]) -> None:
    """Take these words out of what is written of a person. The deeds stay."""
    for entry in JournalEntry.objects.filter(Q(person=person) | Q(actor=person)):
        kept = (entry.reason, entry.details)
        for word in filter(None, words):
            entry.reason = entry.reason.replace(word, "…")
            entry.details = without(entry.details, word)
        if kept != (entry.reason, entry.details):
            entry.save(update_fields=["reason", "details"])


def without(said: Any, word: str) -> Any:
    """The same JSON with three dots for the word, wherever in it that stands."""
    if isinstance(said, str):
        return said.replace(word, "…")
    if isinstance(said, dict):
        return {name: without(value, word) for name, value in said.items()}
    if isinstance(said, list):
        return [without(value, word) for value in said]
    return said
