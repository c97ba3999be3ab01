"""Organisations, their members, the network's provinces, and named audiences."""

from network.models.audience import Audience
from network.models.coordination import Coordination
from network.models.membership import Membership
from network.models.organization import Organization
from network.models.sector import Sector

__all__ = ["Audience", "Coordination", "Membership", "Organization", "Sector"]
