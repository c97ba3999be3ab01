"""What hangs on pretend messages, and under which other names they were said."""

from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from alliances.models import MessageFile, Room, RoomEvent, RoomPseudonym
from common.demo import FOLDER, known_uuid
from common.files import Family
from common.uploads import actions as uploads
from portal.demo import people

FILES = FOLDER / "files"
# Of each picture there lies one in each of these, four to three.
WIDTHS = (480, 960)


def masks(room: Room, row: dict[str, Any]) -> dict[str, RoomPseudonym]:
    """The other names that people took there, by the keys of these people."""
    chosen = {
        each["person"]: RoomPseudonym(
            key=known_uuid("mask", f"{room.pk}/{each['name']}"),
            room=room,
            person=people.named(each["person"]),
            name=each["name"],
        )
        for each in row.get("masks", [])
    }
    RoomPseudonym.objects.bulk_create(chosen.values())
    return chosen


def hang(messages: list[RoomEvent], spoken: list[dict[str, Any]]) -> None:
    """Pictures and voice notes, as they were prepared: nothing is made anew here."""
    for message, said in zip(messages, spoken, strict=True):
        hanging = []
        if "picture" in said:
            hanging.append(_picture(message, said["picture"]))
        if "voice" in said:
            hanging.append(_voice(message, people.named(said["author"]), said["voice"]))
        if hanging:
            message.attached = [each.as_shown() for each in hanging]
            message.save(update_fields=["attached"])


def _picture(message: RoomEvent, name: str) -> MessageFile:
    made = MessageFile(message=message, family=Family.PICTURE, size=0)
    for width in WIDTHS:
        content = (FILES / f"{name}-{width}.webp").read_bytes()
        default_storage.save(made.path(width), ContentFile(content))
        height = width * 3 // 4
        made.size = len(content)
        made.widths.append({"width": width, "height": height, "size": made.size})
    made.save()
    return made


def _voice(message: RoomEvent, owner: User, name: str) -> MessageFile:
    content = (FILES / f"{name}.webm").read_bytes()
    file = SimpleUploadedFile(f"{name}.webm", content)
    upload = uploads.keep(upload=uploads.take(owner=owner, file=file))
    return MessageFile.objects.create(
        message=message,
        upload=upload,
        family=upload.family,
        name=upload.shown_name,
        size=upload.size,
    )
