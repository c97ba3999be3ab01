"""Stewards open rooms, say whom they are for, and give seats in them by name."""

from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from alliances import realtime
from alliances.actions import audiences, keeping, rooms
from alliances.models import Alliance, Room, Seat
from alliances.permissions import (
    can_be_for,
    can_end_pseudonyms,
    can_have_seat,
    can_steward,
    can_widen,
    can_write,
)
from alliances.representation import listeners
from common import journal
from common.decisions import Refused, require
from notices.actions import telling
from notices.readers import as_read_by


class Unsure(Refused):
    """It has consequences, which the message names; it is done for who is sure."""


@transaction.atomic
def open_room(
    *,
    steward: User,
    alliance: Alliance,
    name: str,
    kind: str,
    purpose: str,
    keeps_days: int | None = None,
    allows_pseudonyms: bool = False,
) -> Room:
    """A new room, the last in the alliance's list."""
    alliance = Alliance.objects.select_for_update(no_key=True).get(pk=alliance.pk)
    require(can_steward(steward, alliance))
    slug = slugify(name)[:70] or "ruang"
    taken = set(alliance.rooms.values_list("slug", flat=True))
    numbered = (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3)))
    return Room.objects.create(
        alliance=alliance,
        name=name,
        slug=next(free for free in numbered if free not in taken),
        kind=kind,
        purpose=purpose,
        keeps_days=keeps_days,
        allows_pseudonyms=allows_pseudonyms and alliance.allows_pseudonyms,
        position=alliance.rooms.count(),
    )


@transaction.atomic
def arrange(
    *,
    steward: User,
    room: Room,
    name: str,
    kind: str,
    purpose: str,
    keeps_days: int | None,
    allows_pseudonyms: bool = False,
    is_sure: bool = False,
) -> Room:
    """Change what a room is; the sockets of those it is no longer for look again.

    How long words are kept was a promise to who said them: it is changed by who is
    sure, or `Unsure` is raised, and the room is told.
    """
    room = Room.objects.locked(room)
    require(can_steward(steward, room.alliance))
    require(can_write(room))
    require(can_widen(room, kind))
    require(can_be_for(room, kind))
    before = set(listeners(room).values_list("pk", flat=True))
    was = (room.kind, room.keeps_days)
    is_news = room.said > 0 and keeps_days != room.keeps_days
    if is_news and not is_sure:
        raise Unsure(keeping.consequence(room, keeps_days))
    room.name, room.purpose, room.kind, room.keeps_days = (
        name,
        purpose,
        kind,
        keeps_days,
    )
    if room.allows_pseudonyms and not allows_pseudonyms:
        require(can_end_pseudonyms(room))
    room.allows_pseudonyms = allows_pseudonyms and room.alliance.allows_pseudonyms
    room.save(
        update_fields=["name", "purpose", "kind", "keeps_days", "allows_pseudonyms"]
    )
    if was != (kind, keeps_days):
        journal.record(
            deed="alliances.room_changed",
            subject=room,
            actor=steward,
            before=list(was),
            after=[kind, keeps_days],
        )
    audiences.follow_room(room)
    realtime.look_again(before - set(listeners(room).values_list("pk", flat=True)))
    if is_news:
        keeping.announce(steward, room)
    return room


@transaction.atomic
def seat(
    *, steward: User, room: Room, person: User, is_guest: bool, capacity: str = ""
) -> Seat:
    """Let a person into a room by name, and tell them; of a guest the room is told,
    so that everyone knows who listens."""
    room = Room.objects.locked(room)
    require(can_steward(steward, room.alliance))
    require(can_have_seat(person, room))
    given = Seat.objects.create(
        room=room,
        person=person,
        is_guest=is_guest,
        capacity=capacity,
        invited_by=steward,
    )
    _record("seat_given", given, steward)
    audiences.follow_room(room)
    if is_guest and can_write(room):
        _announce(given, steward)
    with as_read_by(person):
        title = _("Anda diundang ke ruang %(room)s, %(alliance)s") % {
            "room": room.name,
            "alliance": room.alliance.name,
        }
    telling.tell(
        person=person,
        kind="alliances.invitation",
        title=title,
        text=room.purpose,
        url=room.get_absolute_url(),
        key=f"alliances.seat:{given.pk}",
    )
    return given


@transaction.atomic
def unseat(*, steward: User, seat: Seat) -> None:
    """End a seat: what is said from now on does not reach the person any more."""
    room = Room.objects.locked(seat.room)
    require(can_steward(steward, room.alliance))
    if room.seats.active().filter(pk=seat.pk).update(ended_at=timezone.now()):
        _record("seat_ended", seat, steward)
        audiences.follow_room(room)
        realtime.look_again([seat.person_id])


@transaction.atomic
def rise(*, person: User, room: Room) -> None:
    """Leave a room into which one was invited by name."""
    if room.seats.active().filter(person=person).update(ended_at=timezone.now()):
        audiences.follow_room(room)
        realtime.look_again([person.pk])


def _announce(seat: Seat, steward: User) -> None:
    named = [name for name in (seat.person.name, seat.capacity) if name]
    body = _("Mulai sekarang %(guest)s ikut membaca dan berbicara sebagai tamu.")
    rooms.post_message(
        author=steward,
        room=seat.room,
        client_id=uuid4(),
        body=body % {"guest": ", ".join(named)},
        openly=True,
    )


def _record(deed: str, seat: Seat, actor: User) -> None:
    journal.record(
        deed=f"alliances.{deed}",
        subject=seat.room,
        actor=actor,
        person=seat.person,
        room=seat.room.name,
    )
