"""Who looks after an alliance: stewards, or where there are none, national staff."""

from django.db.models import QuerySet

from accounts.models import User
from alliances.models import Alliance


def caretakers(alliance: Alliance, *, besides: int | None = None) -> QuerySet[User]:
    """Whom a matter of the alliance is brought to; not to whom it is about."""
    others: QuerySet[User] = User.objects.active().exclude(pk=besides)
    stewards = others.filter(stewardships__alliance=alliance)
    return stewards if stewards.exists() else others.filter(is_staff=True)
