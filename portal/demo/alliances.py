"""Pretend alliances, and conversations that look back over two days."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from alliances.actions import audiences, joining, rooms
from alliances.models import (
    Alliance,
    AllianceMembership,
    ReadPosition,
    Report,
    Room,
    RoomEvent,
    RoomPseudonym,
    Seat,
    Steward,
    ThreadPosition,
)
from alliances.representation import spoken_for
from alliances.voices import mark_of
from common.demo import days, known_uuid, read
from network.models import Organization
from portal.demo import network, people
from portal.demo import rooms as furniture

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
            allows_pseudonyms=row.get("allows_pseudonyms", False),
        )
        for key in (row["steward"], *row.get("also_stewards", [])):
            Steward.objects.create(alliance=alliance, person=people.named(key))
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
    closed = row.get("archived")
    room = Room.objects.create(
        alliance=alliance,
        name=row["name"],
        slug=slugify(row["name"]),
        kind=row["kind"],
        purpose=row["purpose"],
        position=position,
        keeps_days=row.get("keeps_days"),
        allows_pseudonyms="masks" in row,
        archived_at=days(-closed["days_ago"]) if closed else None,
        archived_because=closed["because"] if closed else "",
        last_seq=len(spoken),
        said=sum("beside" not in said for said in spoken),
    )
    ago = [timedelta(minutes=said["minutes_ago"]) for said in spoken]
    if ago:
        room.last_at = timezone.now() - ago[-1]
        room.save(update_fields=["last_at"])
    masks = furniture.masks(room, row)
    authors = {key: people.named(key) for key in {said["author"] for said in spoken}}
    speaks_for = {key: spoken_for(author, room) for key, author in authors.items()}
    guests = {each["person"]: each["capacity"] for each in row.get("guests", [])}
    messages = RoomEvent.objects.bulk_create(
        RoomEvent(
            room=room,
            seq=seq,
            **_said_by(said["author"], authors, speaks_for, masks),
            is_guest=said["author"] in guests,
            capacity=guests.get(said["author"], ""),
            client_id=known_uuid("message", f"{alliance.slug}/{room.slug}/{seq}"),
            body=said["body"],
            html=rooms.as_html(said["body"]),
            created_at=(at := timezone.now() - ago[seq - 1]),
            edited_at=at if said.get("edited") else None,
            pinned_at=at if said.get("pinned") else None,
        )
        for seq, said in enumerate(spoken, start=1)
    )
    furniture.hang(messages, spoken)
    _seat(room, alliance, row)
    _report(messages, spoken)
    _answer(messages, spoken)
    _set_beside(messages, spoken)
    _sign(room, messages, spoken)
    read = sum(said["minutes_ago"] > READ_BEFORE_MINUTES for said in spoken)
    ReadPosition.objects.bulk_create(
        ReadPosition(room=room, person=person, seq=read, said=read)
        for person in authors.values()
    )


def _said_by(
    key: str,
    authors: dict[str, User],
    speaks_for: dict[str, Organization | None],
    masks: dict[str, RoomPseudonym],
) -> dict[str, Any]:
    if key in masks:
        return {"author": None, "pseudonym": masks[key]}
    return {"author": authors[key], "organization": speaks_for[key]}


def _seat(room: Room, alliance: Alliance, row: dict[str, Any]) -> None:
    steward = alliance.stewards.select_related("person").order_by("pk")[0].person
    Seat.objects.bulk_create(
        Seat(
            room=room,
            person=people.named(guest["person"]),
            is_guest=True,
            capacity=guest["capacity"],
            invited_by=steward,
        )
        for guest in row.get("guests", [])
    )


def _report(messages: list[RoomEvent], spoken: list[dict[str, Any]]) -> None:
    Report.objects.bulk_create(
        Report(
            message=message,
            person=people.named(said["reported"]["by"]),
            reason=said["reported"]["reason"],
        )
        for message, said in zip(messages, spoken, strict=True)
        if "reported" in said
    )


def _answer(messages: list[RoomEvent], spoken: list[dict[str, Any]]) -> None:
    """`answers` is the number of the message replied to."""
    answering = []
    for message, said in zip(messages, spoken, strict=True):
        if "answers" in said:
            message.reply_to = messages[said["answers"] - 1]
            answering.append(message)
    RoomEvent.objects.bulk_update(answering, ["reply_to"])


def _set_beside(messages: list[RoomEvent], spoken: list[dict[str, Any]]) -> None:
    """`beside` is the number of the message whose thread this one is in."""
    for message, said in zip(messages, spoken, strict=True):
        if "beside" not in said:
            continue
        root = messages[said["beside"] - 1]
        message.thread, root.thread_at = root, message.created_at
        root.thread_said += 1
        for follower in {root.speaker, message.speaker}:
            ThreadPosition.objects.get_or_create(root=root, person_id=follower)
    fields = ["thread", "thread_said", "thread_at"]
    RoomEvent.objects.bulk_update(messages, fields)


def _sign(room: Room, messages: list[RoomEvent], spoken: list[dict[str, Any]]) -> None:
    """Each sign is an event after all that was said, and stands on its message."""
    given = []
    for message, said in zip(messages, spoken, strict=True):
        for sign, names in said.get("signs", {}).items():
            message.reactions[sign] = [
                mark_of(str(people.named(name).sub)) for name in names
            ]
            given += [(message, sign, people.named(name)) for name in names]
    RoomEvent.objects.bulk_update(messages, ["reactions"])
    RoomEvent.objects.bulk_create(
        RoomEvent(
            room=room,
            seq=room.last_seq + nth,
            kind=RoomEvent.Kind.REACTION,
            author=person,
            target=message,
            sign=sign,
            created_at=message.created_at,
        )
        for nth, (message, sign, person) in enumerate(given, start=1)
    )
    room.last_seq += len(given)
    room.save(update_fields=["last_seq"])
