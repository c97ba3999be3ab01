"""What waits for a person: proposals on which their organisation has not spoken."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from alliances.decisions.models import Proposal, Voice
from alliances.representation import acting_for
from common.prepared import prepared
from common.waiting import Waiting

LINES_AT_HOME = 3


def waiting_for(user: User) -> list[Waiting]:
    """The soonest deadlines first; one query."""
    return [
        Waiting(
            icon="advocacy",
            title=proposal.title,
            text=_("Organisasi Anda belum menyatakan sikap"),
            url=proposal.get_absolute_url(),
            urgency=1,
            at=proposal.closes_at,
        )
        for proposal in _awaited(user, timezone.now())
    ]


@prepared
def _awaited(user: User, now: datetime) -> QuerySet[Proposal]:
    awaited = Voice.objects.awaited(now).filter(organization__in=acting_for(user))
    return (
        Proposal.objects.visible_to(user)
        .filter(pk__in=awaited.values("proposal"))
        .select_related("alliance")
        .order_by("closes_at", "pk")[:LINES_AT_HOME]
    )
