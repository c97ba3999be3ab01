"""Talking beside one message, so that the room goes on (glossary: utas)."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from accounts.models import User
from alliances.models import Room, RoomEvent, ThreadPosition
from common.decisions import Refused


def root_of(room: Room, seq: int | None) -> RoomEvent | None:
    """The message beside which something is to be said; the room is locked."""
    if seq is None:
        return None
    root = room.events.in_the_open().with_names().filter(seq=seq).first()
    if root is None:
        raise Refused(_("Pesan ini sudah tidak ada."))
    return root


def grow(root: RoomEvent, *, by: User, at: datetime) -> None:
    """One more was said there; who says something follows it, and so does its author.

    Who had read all that was there has read their own words too.
    """
    root.thread_said += 1
    root.thread_at = at
    root.save(update_fields=["thread_said", "thread_at"])
    read = ThreadPosition.objects.filter(root=root, person=by)
    if read.filter(said=root.thread_said - 1).update(said=root.thread_said):
        return
    following = [ThreadPosition(root=root, person=by, said=root.thread_said)]
    if root.thread_said == 1 and root.speaker not in (None, by.pk):
        following.append(ThreadPosition(root=root, person_id=root.speaker))
    ThreadPosition.objects.bulk_create(following, ignore_conflicts=True)


@transaction.atomic
def mark_read(*, person: User, root: RoomEvent, seq: int) -> None:
    """Move on how far somebody who follows the thread has read; never back."""
    # Counted from the end: of what is before it, some may have expired.
    said = root.thread_said - root.beside.after(seq).count()
    followed = ThreadPosition.objects.filter(root=root, person=person)
    followed.update(said=Greatest(F("said"), said))
