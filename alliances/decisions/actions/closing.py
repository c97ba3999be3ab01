"""More time, an objection overruled, the result, or no result at all."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from alliances.decisions.actions import news
from alliances.decisions.actions.locking import locked, record
from alliances.decisions.models import Proposal, Stand
from alliances.decisions.permissions import (
    can_close,
    can_extend,
    can_manage,
    can_overrule,
)
from alliances.decisions.summaries.standing import counted
from common.decisions import Refused, require

State = Proposal.State


@transaction.atomic
def extend(
    *, person: User, proposal: Proposal, closes_at: datetime, because: str
) -> Proposal:
    proposal = locked(proposal)
    is_quorate = counted(proposal).quorum.is_met
    require(can_extend(person, proposal, is_quorate=is_quorate))
    if closes_at <= max(proposal.closes_at, timezone.now()):
        raise Refused(_("Tenggat yang baru harus lebih lambat dari yang sekarang."))
    before, proposal.closes_at = proposal.closes_at, closes_at
    proposal.save(update_fields=["closes_at"])
    record(
        "extended",
        proposal,
        person,
        because,
        before=before.isoformat(),
        after=closes_at.isoformat(),
    )
    title = gettext_lazy("Tenggatnya diperpanjang: %(title)s")
    silent = news.awaited(proposal)
    news.tell(proposal, silent, "extended", title, because, key=news.day(closes_at))
    return proposal


@transaction.atomic
def withdraw(*, person: User, proposal: Proposal, because: str) -> Proposal:
    """It is decided no more; what was said stays to be read."""
    proposal = locked(proposal)
    require(can_manage(person, proposal))
    proposal.state = State.WITHDRAWN
    proposal.withdrawn_because = because
    proposal.closed_at = timezone.now()
    proposal.closed_by = person
    proposal.save(
        update_fields=["state", "withdrawn_because", "closed_at", "closed_by"]
    )
    record("withdrawn", proposal, person, because)
    title = gettext_lazy("Usulan ditarik: %(title)s")
    everyone = news.everyone(proposal)
    news.tell(proposal, everyone, "withdrawn", title, because, besides=person)
    news.announce(proposal, person, _("Usulan ini ditarik: %(title)s"))
    return proposal


@transaction.atomic
def overrule(*, person: User, stand: Stand, because: str) -> Stand:
    """An objection no longer blocks, by the stated share; its words stay with it."""
    proposal = locked(stand.voice.proposal)
    stand = Stand.objects.select_related("voice__organization").get(pk=stand.pk)
    found = counted(proposal)
    require(
        can_overrule(
            person,
            stand,
            proposal,
            support=found.tally.support,
            roll=found.quorum.roll,
        )
    )
    stand.overruled_at = timezone.now()
    stand.overruled_by = person
    stand.overruled_because = because
    stand.save(update_fields=["overruled_at", "overruled_by", "overruled_because"])
    objector = stand.voice.organization
    record("overruled", proposal, person, because, organization=objector.name)
    title = gettext_lazy("Keberatan Anda dikesampingkan menurut aturannya: %(title)s")
    people = news.people_of(proposal, [objector.pk])
    news.tell(proposal, people, "overruled", title, because, key=stand.pk, how="now")
    return stand


@transaction.atomic
def close(
    *, person: User, proposal: Proposal, outcome_text: str, review_on: date
) -> Proposal:
    """State what was decided, in words, and when it is looked at again.

    Whether it is agreed is counted, not chosen.
    """
    proposal = locked(proposal)
    require(can_close(person, proposal))
    if review_on <= timezone.localdate():
        raise Refused(_("Tanggal tinjau ulang harus sesudah hari ini."))
    # A box is opened by the closing itself.
    proposal.state = State.CLOSED
    found = counted(proposal)
    proposal.outcome = found.tally.outcome(found.quorum)
    proposal.outcome_text = outcome_text
    proposal.review_on = review_on
    proposal.closed_at = timezone.now()
    proposal.closed_by = person
    proposal.save()
    record("closed", proposal, person, outcome=proposal.outcome)
    outcome = Proposal.Outcome(proposal.outcome).label
    title = gettext_lazy("Musyawarah selesai: %(title)s")
    everyone = news.everyone(proposal)
    news.tell(proposal, everyone, "closed", title, outcome, besides=person)
    news.announce(proposal, person, _("Musyawarah selesai: %(title)s"))
    return proposal
