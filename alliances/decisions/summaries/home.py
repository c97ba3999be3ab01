"""What waits for a person: proposals on which their organisation has not spoken."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from alliances import awaiting
from alliances.decisions.models import Proposal, Voice
from alliances.representation import acting_for
from common.waiting import Waiting

PART = "musyawarah"


def awaited(user: User, now: datetime) -> awaiting.Rows:
    """The soonest deadlines first."""
    voices = Voice.objects.awaited(now).filter(organization__in=acting_for(user))
    proposals = Proposal.objects.visible_to(user).filter(
        pk__in=voices.values("proposal")
    )
    return awaiting.as_rows(proposals, PART, title="title", at="closes_at")


def shown(row: awaiting.Row) -> Waiting:
    return Waiting(
        icon="advocacy",
        title=row.title,
        text=_("Organisasi Anda belum menyatakan sikap"),
        url=reverse("decisions:proposal", args=[row.slug, row.key]),
        urgency=1,
        at=row.at,
    )
