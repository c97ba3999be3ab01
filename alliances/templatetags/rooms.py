"""Template words of rooms: a message, and the signs one may give."""

from django import template

from alliances.cards import drawn
from alliances.models import RoomEvent
from alliances.models.event import PICTURES, Given

register = template.Library()

register.simple_tag(drawn, name="message")


@register.simple_tag
def room_signs() -> list[Given]:
    """All signs, to choose from."""
    return [
        Given(sign.value, PICTURES[sign], str(sign.label), [])
        for sign in RoomEvent.Sign
    ]
