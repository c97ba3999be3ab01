"""What musyawarah puts into the alliance's calendar: its ends, and its reviews."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from alliances.calendars import Entry
from alliances.decisions.models import Proposal
from alliances.models import Alliance


def of_alliance(alliance: Alliance, reader: User, since: date) -> Iterator[Entry]:
    seen = Proposal.objects.visible_to(reader).filter(alliance=alliance)
    closing = Q(state=Proposal.State.OPEN, closes_at__date__gte=since)
    for proposal in seen.filter(closing | Q(review_on__gte=since)):
        proposal.alliance = alliance
        is_open = proposal.is_open
        title = _("Ditutup: %(title)s") if is_open else _("Ditinjau lagi: %(title)s")
        yield Entry(
            uid=f"musyawarah-{proposal.pk}-{'tutup' if is_open else 'tinjau'}",
            title=title % {"title": proposal.title},
            # What is closed has a day on which it is looked at again.
            starts=proposal.review_on or proposal.closes_at,
            url=proposal.get_absolute_url(),
            kind=_("Musyawarah"),
            version=_moved(proposal),
            changed=proposal.closed_at,
        )


def _moved(proposal: Proposal) -> int:
    """A deadline only moves away from the opening: so its distance counts up."""
    if not proposal.is_open:
        return 0
    return int((proposal.closes_at - proposal.opened_at).total_seconds() // 60)
