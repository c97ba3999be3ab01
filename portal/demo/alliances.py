"""Pretend alliances, and conversations that look back over two days."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from alliances.actions import audiences, joining, rooms
from alliances.models import (
    Alliance,
    AllianceMembership,
    ReadPosition,
    Room,
    RoomEvent,
    Steward,
)
from alliances.representation import spoken_for
from common.demo import days, known_uuid, read
from portal.demo import network, people

JOINED_DAYS_AGO = 90
READ_BEFORE_MINUTES = 1300


def load() -> None:
    for row in read("alliances"):
        alliance = Alliance.objects.create(
            slug=row["slug"],
            name=row["name"],
            sector_id=row["sector"],
            summary=row["summary"],
            about=row["about"].strip(),
            openness=row["openness"],
        )
        Steward.objects.create(alliance=alliance, person=people.named(row["steward"]))
        _members(alliance, row)
        audiences.fill(alliance)
        for position, room in enumerate(row["rooms"]):
            _room(alliance, room, position)


def _members(alliance: Alliance, row: dict[str, Any]) -> None:
    AllianceMembership.objects.bulk_create(
        AllianceMembership(
            alliance=alliance,
            organization=network.named(key),
            state=AllianceMembership.State.ACTIVE,
            joined_at=days(-JOINED_DAYS_AGO),
        )
        for key in row["members"]
    )
    for asking in row.get("asking", []):
        joining.join(
            person=people.named(asking["person"]),
            alliance=alliance,
            organization=network.named(asking["organization"]),
            message=asking["message"],
        )


def _room(alliance: Alliance, row: dict[str, Any], position: int) -> None:
    spoken = row.get("messages", [])
    room = Room.objects.create(
        alliance=alliance,
        name=row["name"],
        slug=slugify(row["name"]),
        kind=row["kind"],
        purpose=row["purpose"],
        position=position,
        last_seq=len(spoken),
        said=len(spoken),
    )
    ago = [timedelta(minutes=said["minutes_ago"]) for said in spoken]
    if ago:
        room.last_at = timezone.now() - ago[-1]
        room.save(update_fields=["last_at"])
    authors = {key: people.named(key) for key in {said["author"] for said in spoken}}
    speaks_for = {key: spoken_for(author, room) for key, author in authors.items()}
    RoomEvent.objects.bulk_create(
        RoomEvent(
            room=room,
            seq=seq,
            author=authors[said["author"]],
            organization=speaks_for[said["author"]],
            client_id=known_uuid("message", f"{alliance.slug}/{room.slug}/{seq}"),
            body=said["body"],
            html=rooms.as_html(said["body"]),
            created_at=timezone.now() - ago[seq - 1],
        )
        for seq, said in enumerate(spoken, start=1)
    )
    read = sum(said["minutes_ago"] > READ_BEFORE_MINUTES for said in spoken)
    ReadPosition.objects.bulk_create(
        ReadPosition(room=room, person=person, seq=read, said=read)
        for person in authors.values()
    )
