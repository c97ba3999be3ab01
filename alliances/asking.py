"""What a person asks of a room: the same, and answered the same, however it comes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.datastructures import MultiValueDict

from accounts.models import User
from alliances import realtime
from alliances.actions import altering, rooms
from alliances.forms import (
    DeletionForm,
    EditForm,
    MessageForm,
    PinForm,
    ReactionForm,
    RoomForm,
)
from alliances.models import Room, RoomEvent
from common.decisions import Refused


@dataclass(frozen=True)
class Deed:
    """The shape of what is asked, and the action that does it."""

    form: type[RoomForm]
    do: Callable[..., RoomEvent]


DEEDS = {
    "message": Deed(MessageForm, rooms.say),
    "edit": Deed(EditForm, altering.edit),
    "delete": Deed(DeletionForm, altering.delete),
    "react": Deed(ReactionForm, altering.react),
    "pin": Deed(PinForm, altering.pin),
}


@dataclass(frozen=True)
class Answer:
    """The frame for whoever asked; the same as a status for HTTP."""

    frame: dict[str, Any]
    form: RoomForm
    status: int = 200

    @property
    def is_done(self) -> bool:
        return self.status == 200


def ask(
    kind: str,
    *,
    author: User,
    room: Room,
    content: Mapping[str, Any],
    files: MultiValueDict[str, Any] | None = None,
) -> Answer:
    """Do what is asked, or say in a sentence why not."""
    deed = DEEDS[kind]
    form = deed.form(content, files, author=author)
    if not form.is_valid():
        # Said again after its files were used, it is what it was the first time.
        said = _said_before(form, author, room)
        if said is not None:
            return Answer(realtime.acknowledgement(said), form)
        return _refused(form, "invalid", form.first_error(), 422)
    try:
        event = deed.do(author=author, room=room, **form.cleaned_data)
    except rooms.TooFast as refusal:
        return _refused(form, "slow_down", str(refusal), 429)
    except Refused as refusal:
        return _refused(form, "forbidden", str(refusal), 422)
    return Answer(realtime.acknowledgement(event), form)


def _said_before(form: RoomForm, author: User, room: Room) -> RoomEvent | None:
    client_id = form.cleaned_data.get("client_id")
    if client_id is None:
        return None
    return rooms.said_before(author=author, room=room, client_id=client_id)


def _refused(form: RoomForm, code: str, message: str, status: int) -> Answer:
    client_id = form.data.get("client_id") or None
    frame = {
        "type": "refused",
        "client_id": client_id if isinstance(client_id, str) else None,
        "code": code,
        "message": message,
    }
    return Answer(frame, form, status)
