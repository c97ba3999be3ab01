"""Who is named in a message, or answered, is told."""

import re
from collections.abc import Collection

from django.utils.translation import gettext as _

from accounts.models import User
from alliances import presence
from alliances.models import RoomEvent
from alliances.representation import listeners
from notices.actions import telling
from notices.actions.telling import Telling
from notices.readers import as_read_by

MOST_TOLD = 50


def named_in(message: RoomEvent) -> set[int]:
    """The people of the room whose whole name stands after an @."""
    if "@" not in message.body:
        return set()
    return {
        pk
        for pk, name in listeners(message.room).values_list("pk", "name")
        if re.search(rf"@{re.escape(name)}(?!\w)", message.body, re.IGNORECASE)
    }


def tell(message: RoomEvent, *, besides: Collection[int] = ()) -> None:
    """Tell who is named or answered, unless they are in the room just now."""
    called = named_in(message)
    answered = message.reply_to.author_id if message.reply_to else None
    if answered is not None:
        called.add(answered)
    called -= {message.author_id, *besides}
    if called:
        called -= presence.among(message.room_id, called)
    if not called:
        return
    people = listeners(message.room).filter(pk__in=called)[:MOST_TOLD]
    telling.tell_all([_telling(message, person, answered) for person in people])


def _telling(message: RoomEvent, person: User, answered: int | None) -> Telling:
    with as_read_by(person):
        said = (
            _("%(author)s membalas Anda di %(room)s")
            if person.pk == answered
            else _("%(author)s menyebut Anda di %(room)s")
        )
    author = message.author.name if message.author else ""
    return Telling(
        person_id=person.pk,
        kind="alliances.mention",
        title=said % {"author": author, "room": message.room.name},
        # Words stay in the room: from there they can be taken back, and expire.
        text="",
        url=message.get_absolute_url(),
        key=f"alliances.message:{message.pk}",
    )
