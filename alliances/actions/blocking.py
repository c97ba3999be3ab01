"""Not hearing somebody in rooms any more, and hearing them again."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from alliances.models import Block, RoomEvent
from common.decisions import Refused


@transaction.atomic
def block(*, person: User, message: RoomEvent) -> Block:
    """Whoever said this is heard no more by this person: the name they said it under.

    They are not told. A pseudonym and the person behind it are blocked apart, or a
    block would say who it is.
    """
    if message.is_by(person):
        raise Refused(_("Ini pesan Anda sendiri."))
    if message.author_id is None and message.pseudonym_id is None:
        raise Refused(_("Penulis pesan ini sudah pergi."))
    made, _created = Block.objects.get_or_create(
        person=person,
        blocked=None if message.pseudonym_id else message.author,
        pseudonym=message.pseudonym,
    )
    return made


@transaction.atomic
def unblock(*, person: User, block: int) -> None:
    """Hear them again; what they said meanwhile is there to be read."""
    Block.objects.by(person).filter(pk=block).delete()
