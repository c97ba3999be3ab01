"""Hanging pictures, files and voice notes on a message, and having them gone again."""

from collections.abc import Collection, Sequence

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from alliances.models import MessageFile, RoomEvent
from common.decisions import Refused
from common.files import Family
from common.uploads import actions as uploads
from common.uploads.models import Upload
from forum.actions.attaching import Ready, made_ready

__all__ = ["Ready", "hang", "made_ready", "take_away", "unsaved"]


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
    """The message is written: its files are kept with it, or go if it is undone."""
    for made, ready in zip(hanging, files, strict=True):
        made.message = message
        if made.upload is not None:
            uploads.keep(upload=made.upload)
            continue
        for each in ready.widths:
            default_storage.save(made.path(each.width), ContentFile(each.content))
        uploads.end(upload=ready.upload)
    MessageFile.objects.bulk_create(hanging)


def take_away(files: QuerySet[MessageFile]) -> None:
    """These are gone for good, on the disk too, once this is committed."""
    for each in files.select_related("upload"):
        each.delete()
        transaction.on_commit(each.delete_files)
        if each.upload is not None:
            uploads.release(upload=each.upload)


@transaction.atomic
def forget(*, messages: Collection[int]) -> None:
    """Words stay in their order; what may show a face or carry a voice does not."""
    take_away(MessageFile.objects.filter(message__in=messages))
    RoomEvent.objects.filter(pk__in=messages).update(attached=[])


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
