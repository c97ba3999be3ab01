"""Writing the journal."""

import re
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
            entry.reason = without(entry.reason, word)
            entry.details = without(entry.details, word)
        if kept != (entry.reason, entry.details):
            entry.save(update_fields=["reason", "details"])


def is_distinct(name: str) -> bool:
    """Whether sentences can tell this name from a word of the language.

    Someone may be called Dana, or say so: taking every "dana" out of what others wrote
    would harm them. Names of two words, e-mail addresses and numbers are distinct.
    """
    return len(name.split()) > 1 or not name.isalpha()


def without(said: Any, word: str) -> Any:
    """The same JSON with three dots for the word, wherever in it that stands alone.

    What is not distinct is left in sentences, and taken out where it stands for itself.
    """
    if isinstance(said, str):
        if said == word:
            return "…"
        if not is_distinct(word):
            return said
        return re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", "…", said)
    if isinstance(said, dict):
        return {name: without(value, word) for name, value in said.items()}
    if isinstance(said, list):
        return [without(value, word) for value in said]
    return said
