"""Who is named in a message, or answered, is told."""

import re
from collections.abc import Collection
from itertools import chain

from django.utils.translation import gettext as _

from accounts.models import User
from alliances import presence
from alliances.models import Block, RoomEvent
from alliances.representation import listeners
from notices.actions import telling
from notices.actions.telling import Telling
from notices.readers import as_read_by

MOST_TOLD = 50


def named_in(message: RoomEvent) -> set[int]:
    """The people of the room whose whole name stands after an @."""
    if "@" not in message.body:
        return set()
    room = message.room
    masks = room.pseudonyms.filter(person__in=listeners(room))
    return {
        pk
        for pk, name in chain(
            listeners(room).values_list("pk", "name"),
            masks.values_list("person", "name"),
        )
        if re.search(rf"@{re.escape(name)}(?!\w)", message.body, re.IGNORECASE)
    }


def _deaf_to(message: RoomEvent, called: set[int]) -> set[int]:
    """Who of them does not hear whoever said it."""
    if not called:
        return set()
    blocks = Block.objects.filter(
        person__in=called, blocked=message.author_id, pseudonym=message.pseudonym_id
    )
    return set(blocks.values_list("person", flat=True))


def tell(message: RoomEvent, *, besides: Collection[int] = ()) -> None:
    """Tell who is named or answered, unless they are in the room just now."""
    called = named_in(message)
    about = (message.reply_to, message.thread)
    answered = {each.speaker for each in about if each and each.speaker is not None}
    called = (called | answered) - {message.speaker or 0, *besides}
    if called:
        called -= _deaf_to(message, called)
        called -= presence.people_in(message.room_id)
    if not called:
        return
    people = listeners(message.room).filter(pk__in=called)[:MOST_TOLD]
    telling.tell_all([_telling(message, person, answered) for person in people])


def _telling(message: RoomEvent, person: User, answered: Collection[int]) -> Telling:
    with as_read_by(person):
        said = (
            _("%(author)s membalas Anda di %(room)s")
            if person.pk in answered
            else _("%(author)s menyebut Anda di %(room)s")
        )
    return Telling(
        person_id=person.pk,
        kind="alliances.mention",
        title=said % {"author": message.name, "room": message.room.name},
        # Words stay in the room: from there they can be taken back, and expire.
        text="",
        url=message.get_absolute_url(),
        key=f"alliances.message:{message.pk}",
    )
