"""One deed at a time on a proposal, and what it finds there."""

from accounts.models import User
from alliances.decisions.models import Proposal
from common import journal


def locked(proposal: Proposal) -> Proposal:
    """The proposal as it stands, until the transaction ends its own."""
    found = Proposal.objects.select_for_update(no_key=True, of=("self",))
    return found.select_related("alliance", "room").get(pk=proposal.pk)


def record(
    deed: str, proposal: Proposal, actor: User, reason: str = "", **details: object
) -> None:
    journal.record(
        deed=f"decisions.{deed}",
        subject=proposal,
        actor=actor,
        reason=reason,
        **details,
    )
