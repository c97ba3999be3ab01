"""For whom a person speaks beyond their own organisations: by proxy."""

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from alliances.decisions.models import Proposal, Proxy
from alliances.representation import acting_in


def proxies_for(user: User, proposal: Proposal) -> QuerySet[Proxy]:
    """The proxies by which this person may speak for others here."""
    current = Proxy.objects.covering(proposal, timezone.localdate())
    return current.filter(holder__in=acting_in(user, proposal.alliance))
