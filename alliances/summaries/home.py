"""What a person should do next in alliances: answer who asks, read what is new."""

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from alliances.models import AllianceMembership, Room
from common.prepared import prepared
from common.waiting import Waiting

LINES_AT_HOME = 3


def waiting_for(user: User) -> list[Waiting]:
    """Organisations asking to join, and rooms with news; two queries."""
    return [*_requests(user), *_unread_rooms(user)]


def _unread_rooms(user: User) -> list[Waiting]:
    return [
        Waiting(
            icon="alliance",
            title=f"{room.name}, {room.alliance.name}",
            text=ngettext("%d pesan baru", "%d pesan baru", room.unread) % room.unread,
            url=f"{room.get_absolute_url()}#terbaru",
            urgency=2,
            at=room.last_at,
        )
        for room in _rooms_with_news(user)
    ]


@prepared
def _rooms_with_news(user: User) -> QuerySet[Room]:
    return (
        Room.objects.visible_to(user)
        .with_unread(user)
        .filter(Q(unread__gt=0))
        .select_related("alliance")
        .order_by("-last_at")[:LINES_AT_HOME]
    )


def _requests(user: User) -> list[Waiting]:
    return [
        Waiting(
            icon="people",
            title=_("%(organization)s ingin bergabung")
            % {"organization": membership.organization},
            text=membership.alliance.name,
            url=reverse("alliances:stewards", args=[membership.alliance.slug]),
            urgency=1,
            at=membership.created_at,
        )
        for membership in _asking(user)
    ]


@prepared
def _asking(steward: User) -> QuerySet[AllianceMembership]:
    return (
        AllianceMembership.objects.requested()
        .filter(alliance__stewards__person=steward)
        .select_related("alliance", "organization")
        .order_by("created_at")[:LINES_AT_HOME]
    )
