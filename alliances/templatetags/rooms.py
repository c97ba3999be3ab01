"""Template words of rooms: a message, and the signs one may give."""

from django import template
from django.conf import settings

from alliances.cards import drawn, drawn_in_order
from alliances.models import RoomEvent
from alliances.models.event import PICTURES, Given

register = template.Library()

register.simple_tag(drawn, name="message")
register.simple_tag(drawn_in_order, name="messages")


@register.simple_tag
def room_signs() -> list[Given]:
    """All signs, to choose from."""
    return [
        Given(sign.value, PICTURES[sign], str(sign.label), [])
        for sign in RoomEvent.Sign
    ]


@register.simple_tag
def backups_kept() -> int:
    """For how many days what was deleted is still in backups of the server."""
    return int(settings.BACKUPS_KEPT_DAYS)
