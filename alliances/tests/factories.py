"""Alliances, rooms and words that tests are about."""

from itertools import count
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import make_person
from alliances.actions import audiences, rooms
from alliances.models import Alliance, AllianceMembership, Room, RoomEvent, Steward
from network.models import Membership, Organization, Sector
from network.tests.factories import make_member, make_organization

_numbers = count(1)


def make_alliance(
    *, name: str | None = None, openness: str = Alliance.Openness.OPEN
) -> Alliance:
    number = next(_numbers)
    sector, _created = Sector.objects.get_or_create(slug="air", name="Air")
    return Alliance.objects.create(
        slug=f"aliansi-{number}",
        name=name or f"Aliansi Contoh {number}",
        sector=sector,
        summary="Menjaga mata air bersama.",
        openness=openness,
    )


def make_room(
    *, alliance: Alliance | None = None, kind: str = Room.Kind.MEMBERS
) -> Room:
    number = next(_numbers)
    return Room.objects.create(
        alliance=alliance or make_alliance(),
        name=f"Ruang {number}",
        slug=f"ruang-{number}",
        kind=kind,
    )


def make_steward(*, alliance: Alliance) -> User:
    person = make_person(name="Endah Pengurus")
    Steward.objects.create(alliance=alliance, person=person)
    audiences.fill(alliance)
    return person


def make_alliance_member(
    *, alliance: Alliance, organization: Organization | None = None
) -> AllianceMembership:
    membership = AllianceMembership.objects.create(
        alliance=alliance,
        organization=organization or make_organization(),
        state=AllianceMembership.State.ACTIVE,
        joined_at=timezone.now(),
    )
    audiences.fill(alliance)
    return membership


def make_speaker(
    *, room: Room, name: str = "Yosefina Lering", role: str = Membership.Role.MEMBER
) -> User:
    """A person of an organisation that is a member of the room's alliance."""
    person = make_person(name=name)
    organization = make_organization()
    make_member(person=person, organization=organization, role=role)
    make_alliance_member(alliance=room.alliance, organization=organization)
    return person


def say(*, room: Room, author: User, body: str = "Selamat pagi.") -> RoomEvent:
    return rooms.post_message(author=author, room=room, client_id=uuid4(), body=body)


def say_unheard(*, room: Room, author: User, body: str = "Sunyi.") -> RoomEvent:
    """As when the layer restarts: the rows are there, and nobody was told."""
    now = timezone.now()
    seq = Room.objects.get(pk=room.pk).next_seq(now)
    return RoomEvent.objects.create(
        room=room, seq=seq, author=author, body=body, html=body, created_at=now
    )
