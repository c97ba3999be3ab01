"""What waits for a person: versions that their organisation was asked to review."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from alliances import awaiting
from alliances.documents.models import Document, Review
from alliances.representation import acting_for
from common.waiting import Waiting

PART = "naskah"


def awaited(user: User, now: datetime) -> awaiting.Rows:
    """The soonest deadlines first. A round that is late still waits."""
    waiting = Review.objects.filter(
        state=Review.State.WAITING,
        round__closed_at=None,
        organization__in=acting_for(user),
    )
    documents = Document.objects.open_to(user).filter(
        rounds__closed_at=None, rounds__in=waiting.values("round")
    )
    return awaiting.as_rows(
        documents, PART, title="title", at="rounds__due_at", key="slug"
    )


def shown(row: awaiting.Row) -> Waiting:
    return Waiting(
        icon="file",
        title=row.title,
        text=_("Organisasi Anda diminta meninjau naskah ini"),
        url=reverse("documents:review", args=[row.slug, row.key]),
        urgency=1,
        at=row.at,
    )
