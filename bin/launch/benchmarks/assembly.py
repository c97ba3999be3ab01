"""A room of five hundred people with a hundred thousand messages behind it."""

import random
import uuid
from collections.abc import Callable
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from alliances.actions import audiences, rooms
from alliances.models import (
    Alliance,
    AllianceMembership,
    ReadPosition,
    Room,
    RoomEvent,
)
from common.models import Regency
from network.models import Membership, Organization, Sector

PEOPLE = 500
FEW = 10
ORGANIZATIONS = 50
MESSAGES = 100_000
BATCH = 5_000
LARGE, SMALL = "rapat-akbar", "rapat-kecil"
WORDS = ("warga", "desa", "timbang", "sampah", "air", "panen", "rapat", "usul", "data")


def ensure(say: Callable[[str], None]) -> None:
    if Alliance.objects.filter(slug=LARGE).exists():
        return
    say(f"Filling a room with {PEOPLE} people and {MESSAGES} messages …")
    with transaction.atomic():
        large = _room(LARGE, PEOPLE)
        _room(SMALL, FEW)
        _talk(large, random.Random(2026))  # noqa: S311
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def room(slug: str) -> Room:
    return Room.objects.select_related("alliance").get(alliance__slug=slug)


def people(slug: str) -> list[User]:
    return list(User.objects.filter(email__startswith=f"{slug}-").order_by("pk"))


def _room(slug: str, count: int) -> Room:
    sector, _made = Sector.objects.get_or_create(slug="uji", name="Uji")
    alliance = Alliance.objects.create(slug=slug, name=slug, sector=sector, summary="-")
    now = timezone.now()
    regency = Regency.objects.current().order_by("pk")[0]
    made = User.objects.bulk_create(
        User(email=f"{slug}-{n}@contoh.id", name=f"Warga Rekaan {n}", regency=regency)
        for n in range(count)
    )
    organizations = Organization.objects.bulk_create(
        Organization(
            name=f"Perkumpulan {slug} {n}",
            slug=slugify(f"perkumpulan {slug} {n}"),
            regency=regency,
            state=Organization.State.LISTED,
        )
        for n in range(min(count, ORGANIZATIONS))
    )
    Membership.objects.bulk_create(
        Membership(
            organization=organizations[n % len(organizations)],
            person=person,
            confirmed_at=now,
        )
        for n, person in enumerate(made)
    )
    AllianceMembership.objects.bulk_create(
        AllianceMembership(
            alliance=alliance,
            organization=organization,
            state=AllianceMembership.State.ACTIVE,
            joined_at=now,
        )
        for organization in organizations
    )
    audiences.fill(alliance)
    return Room.objects.create(alliance=alliance, name=slug, slug=slug)


def _talk(room: Room, dice: random.Random) -> None:
    speakers = people(LARGE)
    homes = dict(
        Membership.objects.filter(person__in=speakers).values_list(
            "person", "organization"
        )
    )
    now = timezone.now()
    for start in range(1, MESSAGES + 1, BATCH):
        events = []
        for seq in range(start, start + BATCH):
            author = dice.choice(speakers)
            body = " ".join(dice.choices(WORDS, k=14)).capitalize()
            events.append(
                RoomEvent(
                    room=room,
                    seq=seq,
                    author=author,
                    organization_id=homes[author.pk],
                    client_id=uuid.UUID(int=dice.getrandbits(128)),
                    body=body,
                    html=f"<p>{body}</p>",
                    created_at=now - timedelta(minutes=3 * (MESSAGES - seq + 100)),
                )
            )
        RoomEvent.objects.bulk_create(events)
    room.last_seq = room.said = MESSAGES
    room.last_at = now
    room.save()
    ReadPosition.objects.bulk_create(
        ReadPosition(room=room, person=person, seq=MESSAGES - 20, said=MESSAGES - 20)
        for person in speakers
    )


def queries_of_a_message(room: Room, author: User) -> int:
    """What saying something costs, begin and commit not counted."""
    from django.test.utils import CaptureQueriesContext

    def say() -> None:
        rooms.post_message(
            author=author, room=room, client_id=uuid.uuid4(), body="Ukur"
        )

    say()
    with CaptureQueriesContext(connection) as captured:
        say()
    kept = [query for query in captured.captured_queries if _asks(query["sql"])]
    return len(kept)


def _asks(sql: str) -> bool:
    return not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
