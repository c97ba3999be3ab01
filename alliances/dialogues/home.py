"""What waits for a person: invitations to answer, and what their side promised."""

from datetime import datetime, timedelta

from django.db.models import DateTimeField, ExpressionWrapper
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from alliances import awaiting
from alliances.dialogues.models import Commitment, Dialogue, Invitation
from alliances.representation import acting_for
from common.waiting import Waiting

INVITATIONS = "undangan-dialog"
PROMISES = "komitmen"
SOON = timedelta(days=14)


def invitations(user: User, now: datetime) -> awaiting.Rows:
    """The soonest first, until they begin."""
    asked = Invitation.objects.filter(
        answer=Invitation.Answer.WAITING, organization__in=acting_for(user)
    )
    dialogues = Dialogue.objects.filter(
        state=Dialogue.State.PLANNED, starts_at__gt=now, pk__in=asked.values("dialogue")
    )
    return awaiting.as_rows(dialogues, INVITATIONS, title="title", at="starts_at")


def invitation(row: awaiting.Row) -> Waiting:
    return Waiting(
        icon="calendar",
        title=row.title,
        text=_("Organisasi Anda diundang ke dialog ini"),
        url=reverse("dialogues:dialogue", args=[row.slug, row.key]),
        urgency=1,
        at=row.at,
    )


def promises(user: User, now: datetime) -> awaiting.Rows:
    """What is due soon, and what is late."""
    own = Commitment.objects.open().filter(organization__in=acting_for(user))
    due_at = Cast("due_on", DateTimeField())
    asked_at = ExpressionWrapper(due_at - SOON, output_field=DateTimeField())
    soon = own.annotate(due_at=due_at, asked_at=asked_at).filter(asked_at__lt=now)
    return awaiting.as_rows(soon, PROMISES, title="text", at="due_at")


def promise(row: awaiting.Row) -> Waiting:
    return Waiting(
        icon="clock",
        title=row.title,
        text=_("Komitmen organisasi Anda: tulis kabarnya"),
        url=reverse("commitments:commitment", args=[row.slug, row.key]),
        urgency=1,
        at=row.at,
    )
