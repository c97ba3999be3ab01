"""The audience of an alliance: people of its member organisations, and stewards."""

from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from alliances import realtime
from alliances.caretakers import caretakers, caretakers_of
from alliances.models import Alliance, AllianceMembership, Room
from alliances.representation import belonging_to, listeners
from network.actions import audiences
from network.models import Audience, Organization


@transaction.atomic
def fill(alliance: Alliance) -> Audience:
    """Bring the audience to who belongs now; sockets of who fell out look again."""
    name = alliance.audience_name
    known = User.objects.filter(audiences__name=name)
    before = set(known.values_list("pk", flat=True))
    # Asked under the audience's lock: who waited there counts what the other changed.
    audience = audiences.fill(
        name=name, people=_people_of(alliance), title=alliance.name
    )
    after = set(audience.members.values_list("pk", flat=True))
    realtime.look_again(before - after)
    _follow(alliance)
    return audience


def fill_room(room: Room) -> Audience:
    """The people who may enter one room, for what is told to them alone."""
    title = f"{room.alliance}: {room}"
    return audiences.fill(
        name=room.audience_name, people=listeners(room), title=title[:200]
    )


def fill_caretakers(alliance: Alliance) -> Audience:
    """Who looks after what its people write in forums, as they do in its rooms."""
    title = _("Pengurus %(alliance)s") % {"alliance": alliance}
    return audiences.fill(
        name=_caretaking(alliance), people=caretakers(alliance), title=title[:200]
    )


def fill_caretakers_of(room: Room) -> Audience:
    """Of them, who enters this room: they alone look after what it takes there."""
    title = _("Pengurus %(room)s") % {"room": f"{room.alliance}: {room}"}
    return audiences.fill(
        name=_caretaking(room), people=caretakers_of(room), title=title[:200]
    )


def follow_room(room: Room) -> None:
    """Whom a room is for has changed: so has who reads its topics, if it has any."""
    filled = Audience.objects.filter(name__in=(room.audience_name, _caretaking(room)))
    for name in filled.values_list("name", flat=True):
        if name == room.audience_name:
            fill_room(room)
        else:
            fill_caretakers_of(room)


def _follow(alliance: Alliance) -> None:
    rooms = list(alliance.rooms.all())
    refills = {room.audience_name: partial(fill_room, room) for room in rooms}
    for room in rooms:
        refills[_caretaking(room)] = partial(fill_caretakers_of, room)
    for audience in Audience.objects.filter(name__in=refills):
        refills[audience.name]()
    if Audience.objects.filter(name=_caretaking(alliance)).exists():
        fill_caretakers(alliance)


def _caretaking(place: Alliance | Room) -> str:
    return f"{place.audience_name}:pengurus"


def fill_for(organization: Organization) -> None:
    """The people of an organisation changed: so did its alliances' audiences."""
    for alliance in alliances_of(organization):
        fill(alliance)


def alliances_of(organization: Organization) -> QuerySet[Alliance]:
    """Those it is a member of, always in the same order: their rows are locked."""
    member: QuerySet[Alliance] = Alliance.objects.filter(
        memberships__organization=organization,
        memberships__state=AllianceMembership.State.ACTIVE,
    )
    return member.order_by("pk")


def _people_of(alliance: Alliance) -> QuerySet[User]:
    people: QuerySet[User] = User.objects.active()
    return people.filter(
        Q(pk__in=belonging_to(alliance).values("person"))
        | Q(pk__in=alliance.stewards.values("person"))
    )
