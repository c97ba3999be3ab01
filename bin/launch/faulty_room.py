"""The room of the fault test, its people and their sessions, and what its rows say."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY
from django.contrib.auth import SESSION_KEY as USER_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.utils import timezone

from accounts.models import User
from alliances import realtime
from alliances.actions import audiences
from alliances.models import Alliance, Room, Steward
from network.models import Sector

if TYPE_CHECKING:
    from launch.faults import Plan

NAME = "ruang-gangguan"


def make(plan: "Plan") -> tuple[Room, list[str]]:
    """A new room for the plan's people, and the Cookie header of each."""
    stamp = f"{timezone.now():%H%M%S%f}"
    sector, _made = Sector.objects.get_or_create(slug="uji", name="Uji")
    alliance = Alliance.objects.create(
        slug=f"gangguan-{stamp}", name="Gangguan", sector=sector, summary="-"
    )
    people = User.objects.bulk_create(
        User(email=f"gangguan-{stamp}-{n}@contoh.id", name=f"Orang {n}")
        for n in range(plan.clients)
    )
    Steward.objects.bulk_create(
        Steward(alliance=alliance, person=person) for person in people
    )
    audiences.fill(alliance)
    room = Room.objects.create(alliance=alliance, name="Gangguan", slug=NAME)
    return room, [_session_of(person) for person in people]


def _session_of(person: User) -> str:
    """In the table alone: a killed Valkey may not take it along."""
    session = SessionStore()
    session[USER_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def last_seq(room: Room) -> int:
    try:
        return Room.objects.values_list("last_seq", flat=True).get(pk=room.pk)
    finally:
        connection.close()


def rows(room: Room) -> dict[str, int]:
    """Every event's number by the id that its author gave it."""
    found = room.events.values_list("client_id", "seq")
    return {str(client_id): seq for client_id, seq in found}


def words(room: Room) -> dict[int, str]:
    """Every message's HTML as it is now."""
    messages = room.events.messages().with_names()
    return {message.seq: realtime.frame(message)["html"] for message in messages}
