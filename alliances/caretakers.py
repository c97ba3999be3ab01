"""Who looks after an alliance: stewards, or where there are none, national staff."""

from django.db.models import QuerySet

from accounts.models import User
from alliances.models import Alliance, Room
from alliances.representation import stewards_of


def caretakers(alliance: Alliance, *, besides: int | None = None) -> QuerySet[User]:
    """Whom a matter of the alliance is brought to; not to whom it is about."""
    return _caretakers(alliance.pk, besides, for_society=False)


def caretakers_of(room: Room, *, besides: int | None = None) -> QuerySet[User]:
    """Whom a matter of one room is brought to: of its stewards those who enter it."""
    is_for_society = room.kind == Room.Kind.SOCIETY
    return _caretakers(room.alliance_id, besides, for_society=is_for_society)


def _caretakers(
    alliance: int, besides: int | None, *, for_society: bool
) -> QuerySet[User]:
    others: QuerySet[User] = User.objects.active().exclude(pk=besides)
    stewards = others.filter(pk__in=stewards_of(alliance, for_society=for_society))
    return stewards if stewards.exists() else others.filter(is_staff=True)
