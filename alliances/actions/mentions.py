"""Who is named in a message, or answered, is told."""

import re
from collections.abc import Collection

from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy as _

from alliances import presence
from alliances.models import RoomEvent
from alliances.representation import listeners
from notices.actions import telling

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
    called -= presence.among(message.room_id, called)
    people = listeners(message.room).filter(pk__in=called)[:MOST_TOLD] if called else []
    author = message.author.name if message.author else ""
    for person in people:
        telling.tell(
            person=person,
            kind="alliances.mention",
            title=format_lazy(
                _("{author} menyebut Anda di {room}")
                if person.pk != answered
                else _("{author} membalas Anda di {room}"),
                author=author,
                room=message.room.name,
            ),
            text=Truncator(message.body).chars(300),
            url=f"{message.room.get_absolute_url()}?sekitar={message.seq}#pesan-{message.seq}",
            key=f"alliances.message:{message.pk}",
        )
