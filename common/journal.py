"""Writing the journal."""

from typing import Any

from django.db import models, transaction

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
