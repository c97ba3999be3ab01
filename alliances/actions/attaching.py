"""Hanging pictures, files and voice notes on a message, and having them gone again."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from alliances.models import MessageFile, RoomEvent
from alliances.models.attachment import FOLDER
from common.decisions import Refused
from common.files import Family
from common.uploads import actions as uploads
from common.uploads.models import Upload
from forum.actions.attaching import Ready, made_ready

__all__ = ["Ready", "hang", "made_ready", "take_away", "unsaved"]

STRAY = timedelta(days=1)


def unsaved(*, author: User, files: Sequence[Ready]) -> list[MessageFile]:
    """What will hang on a message that is about to be written, or `Refused`."""
    if not files:
        return []
    unused = Upload.objects.owned_by(author).unkept().complete()
    keys = {each.upload.pk for each in files}
    if unused.filter(pk__in=keys).count() < len(files):
        raise Refused(_("Satu berkas sudah dipakai atau kedaluwarsa. Kirim lagi."))
    return [_picture(each) if each.widths else _file(each) for each in files]


def hang(
    message: RoomEvent, hanging: Sequence[MessageFile], files: Sequence[Ready]
) -> None:
    """The message is written, and its files are kept with it. Of a message that is
    undone the pictures lie on for a day (`forget_strays`)."""
    for made, ready in zip(hanging, files, strict=True):
        made.message = message
        if made.upload is not None:
            uploads.keep(upload=made.upload)
            continue
        for each in ready.widths:
            default_storage.save(made.path(each.width), ContentFile(each.content))
        uploads.end(upload=ready.upload)
    MessageFile.objects.bulk_create(hanging)


def take_away(hanging: MessageFile) -> None:
    """It is gone, however its row went: on the disk too, once this is committed."""
    transaction.on_commit(hanging.delete_files)
    if hanging.upload is not None:
        uploads.release(upload=hanging.upload)


@transaction.atomic
def forget(*, messages: Collection[int]) -> None:
    """Words stay in their order; what may show a face or carry a voice does not."""
    MessageFile.objects.filter(message__in=messages).delete()
    RoomEvent.objects.filter(pk__in=messages).update(attached=[])


def forget_strays(now: datetime) -> int:
    """Pictures on the disk that no message names; how many messages' worth.

    Whoever wrote or deleted them was killed at it. They are a day old by then, so that
    none is taken from under whoever is at work.
    """
    gone = 0
    for folder in _folders():
        is_young = default_storage.get_modified_time(folder) > now - STRAY
        if is_young or MessageFile.objects.filter(key=Path(folder).name).exists():
            continue
        for name in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{name}")
        default_storage.delete(folder)
        gone += 1
    return gone


def _folders() -> list[str]:
    try:
        return [f"{FOLDER}/{key}" for key in default_storage.listdir(FOLDER)[0]]
    except FileNotFoundError:
        return []


def _picture(ready: Ready) -> MessageFile:
    """Under no name: what a phone or a person called it is nobody else's."""
    widths = [
        {"width": each.width, "height": each.height, "size": len(each.content)}
        for each in ready.widths
    ]
    size = widths[-1]["size"]
    return MessageFile(family=Family.PICTURE, size=size, widths=widths)


def _file(ready: Ready) -> MessageFile:
    upload = ready.upload
    if ready.bare is not None:
        with ready.bare as content:
            upload = uploads.replace(upload=upload, content=content)
    return MessageFile(
        upload=upload, family=upload.family, name=upload.shown_name, size=upload.size
    )
