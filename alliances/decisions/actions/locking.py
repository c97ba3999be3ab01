"""One deed at a time on a proposal, and what it finds there."""

from django.utils.translation import gettext as _

from accounts.models import User
from alliances.decisions.models import Proposal
from common import journal
from common.decisions import Refused


class TextChanged(Refused):
    """Whoever asked had another text before them than the one that stands now."""


def locked(proposal: Proposal) -> Proposal:
    """The proposal as it stands, until the transaction ends its own."""
    found = Proposal.objects.select_for_update(no_key=True, of=("self",))
    return found.select_related("alliance", "room").get(pk=proposal.pk)


def require_seen(proposal: Proposal, version: int | None) -> None:
    """What is said counts for the text that was read; it may have lain in an outbox."""
    if version != proposal.version:
        raise TextChanged(
            _(
                "Naskahnya berubah sejak Anda membacanya. Yang berlaku sekarang ada di"
                " halaman ini: bacalah, lalu kirim lagi bila tetap begitu."
            )
        )


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
