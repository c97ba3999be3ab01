"""What a musyawarah is made of."""

from alliances.decisions.models.box import Box
from alliances.decisions.models.proposal import Proposal, ProposalText
from alliances.decisions.models.proxy import Proxy
from alliances.decisions.models.voice import Stand, Voice

__all__ = ["Box", "Proposal", "ProposalText", "Proxy", "Stand", "Voice"]
