"""Hanging pictures and files on a post, and taking them off again.

Whoever calls holds the post's topic, or has just made the post; only `made_ready` is
asked before anything is locked, since a photograph takes a while.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.bare import bared
from common.decisions import Refused, require
from common.files import Family
from common.pictures import Rendition, renditions
from common.uploads import actions as uploads
from common.uploads.models import Upload
from forum.models import Attachment, Post
from forum.permissions import can_attach


@dataclass(frozen=True)
class Ready:
    """A file as it will hang on a post: a picture in its widths, and nothing else;
    any other without its makers, where `bare` could take them out.
    """

    upload: Upload
    widths: tuple[Rendition, ...] = ()
    bare: IO[bytes] | None = None


def made_ready(files: Sequence[Upload]) -> list[Ready]:
    """Files are made anew, or `Refused` says which cannot be read."""
    return [_made(upload) for upload in files]


def attach(*, author: User, post: Post, files: Sequence[Ready]) -> None:
    """Hang them on the post, or raise `Refused`."""
    if not files:
        return
    found = [each.upload for each in files]
    require(can_attach(author, post, found))
    unused = Upload.objects.owned_by(author).unkept().complete()
    if unused.filter(pk__in=[each.pk for each in found]).count() < len(found):
        raise Refused(_("Satu berkas sudah dipakai atau kedaluwarsa. Kirim lagi."))
    for each in files:
        if each.widths:
            _keep_picture(post, each)
        else:
            _keep_file(post, each)
    _show(post)


def take_off(*, post: Post, keys: Collection[str]) -> None:
    """What is named no longer hangs there, and is forgotten."""
    dropped = [each for each in post.files.all() if str(each.key) in keys]
    for attachment in dropped:
        attachment.delete()
        transaction.on_commit(attachment.delete_files)
        if attachment.upload is not None:
            uploads.release(upload=attachment.upload)
    if dropped:
        _show(post)


@transaction.atomic
def forget(*, person: User) -> None:
    """Words stay for those who answered them; what may show a face does not."""
    posts = Post.objects.by(person).exclude(attached=[]).order_by("pk")
    for post in posts.select_for_update(of=("self",)):
        take_off(post=post, keys={each["key"] for each in post.attached})


def _made(upload: Upload) -> Ready:
    try:
        with upload.open() as file:
            if upload.family == Family.PICTURE:
                return Ready(upload, tuple(renditions(file)))
            return Ready(upload, bare=bared(file, upload.suffix))
    except ValidationError as broken:
        raise Refused(broken.messages[0]) from broken


def _keep_picture(post: Post, ready: Ready) -> None:
    """Under no name: what a phone or a person called it is nobody else's."""
    largest = ready.widths[-1]
    made = Attachment(post=post, family=Family.PICTURE, size=len(largest.content))
    for each in ready.widths:
        default_storage.save(made.path(each.width), ContentFile(each.content))
        made.widths.append(
            {"width": each.width, "height": each.height, "size": len(each.content)}
        )
    made.save()
    uploads.end(upload=ready.upload)


def _keep_file(post: Post, ready: Ready) -> None:
    upload = ready.upload
    if ready.bare is not None:
        with ready.bare as content:
            upload = uploads.replace(upload=upload, content=content)
    Attachment.objects.create(
        post=post,
        upload=uploads.keep(upload=upload),
        family=upload.family,
        name=upload.shown_name,
        size=upload.size,
    )


def _show(post: Post) -> None:
    """No page asks for files: what it shows of them stands in the post."""
    post.attached = [each.as_shown() for each in post.files.all()]
    Post.objects.filter(pk=post.pk).update(attached=post.attached)
