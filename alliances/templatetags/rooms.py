"""Template words of rooms: whose voice, and the signs one may give."""

from django import template

from accounts.models import User
from alliances.models import RoomEvent
from alliances.models.event import PICTURES, Given
from alliances.voices import mark_of, voice_of

register = template.Library()

register.filter("voice", voice_of)


@register.filter
def gave(reader: User, sign: Given) -> bool:
    """Whether this reader gave the sign."""
    return mark_of(reader) in sign.voices


@register.simple_tag
def room_signs() -> list[Given]:
    """All signs, to choose from."""
    return [
        Given(sign.value, PICTURES[sign], str(sign.label), [])
        for sign in RoomEvent.Sign
    ]
