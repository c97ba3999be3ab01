"""What a person should do next in alliances: answer who asks, read what is new."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from alliances import awaiting
from alliances.models import AllianceMembership, Room
from common.prepared import prepared
from common.waiting import Waiting

LINES_AT_HOME = 3


def waiting_for(user: User) -> list[Waiting]:
    """What the parts of alliances ask, and rooms with news; two queries."""
    return [*awaiting.asked_of(user), *_unread_rooms(user)]


def rooms_with_news(user: User) -> QuerySet[Room]:
    """Where something was said that the person has not read, the latest first."""
    unread = Room.objects.visible_to(user).with_unread(user).filter(Q(unread__gt=0))
    return unread.select_related("alliance").order_by("-last_at")


def _unread_rooms(user: User) -> list[Waiting]:
    rooms = list(_latest_news(user))
    lines = [
        Waiting(
            icon="alliance",
            title=f"{room.name}, {room.alliance.name}",
            text=ngettext("%d pesan baru", "%d pesan baru", room.unread) % room.unread,
            url=f"{room.get_absolute_url()}#terbaru",
            urgency=2,
            at=room.last_at,
        )
        for room in rooms[:LINES_AT_HOME]
    ]
    for room in rooms[LINES_AT_HOME:]:
        more = Waiting(
            icon="alliance",
            title=_("Ruang lain juga punya pesan baru"),
            text=_("Semuanya ada di halaman Aliansi."),
            url=f"{reverse('alliances:index')}#kabar",
            urgency=2,
            at=room.last_at,
        )
        lines.append(more)
    return lines


@prepared
def _latest_news(user: User) -> QuerySet[Room]:
    """One more than are shown, to know whether there are more."""
    return rooms_with_news(user)[: LINES_AT_HOME + 1]


def _asking(steward: User, now: datetime) -> awaiting.Rows:
    asking = AllianceMembership.objects.requested().filter(
        alliance__stewards__person=steward
    )
    return awaiting.as_rows(
        asking, "membership", title="organization__name", at="created_at"
    )


def _as_request(row: awaiting.Row) -> Waiting:
    return Waiting(
        icon="people",
        title=_("%(organization)s ingin bergabung") % {"organization": row.title},
        text=row.alliance,
        url=reverse("alliances:stewards", args=[row.slug]),
        urgency=1,
        at=row.at,
    )


awaiting.register("membership", _asking, _as_request)
