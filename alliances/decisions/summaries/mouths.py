"""For which organisations a person may speak on a proposal."""

from dataclasses import dataclass

from accounts.models import User
from alliances.decisions.models import Proposal, Voice
from alliances.decisions.representation import proxies_for
from alliances.representation import acting_in
from network.models import Organization


@dataclass(frozen=True)
class Mouth:
    """An organisation that the person may speak for, and by whose proxy."""

    voice: Voice
    through: Organization | None

    @property
    def label(self) -> str:
        return self.voice.organization.name


def mouths_of(user: User, proposal: Proposal, voices: list[Voice]) -> list[Mouth]:
    """One's own first; two queries. Whether each may speak is asked when it does."""
    if not proposal.hears():
        return []
    own = set(acting_in(user, proposal.alliance).values_list("pk", flat=True))
    held = {
        proxy.giver_id: proxy.holder
        for proxy in proxies_for(user, proposal).select_related("holder")
    }
    mine = [Mouth(voice, None) for voice in voices if voice.organization_id in own]
    theirs = [
        Mouth(voice, held[voice.organization_id])
        for voice in voices
        if voice.organization_id in held.keys() - own
    ]
    return [*mine, *theirs]
