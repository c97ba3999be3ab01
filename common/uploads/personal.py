"""The files a person sent in."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from common.personal import Attached, Chapter, Known, offer, rows
from common.uploads import pieces
from common.uploads.models import Upload


def tell(person: Any) -> Known:
    sent = Upload.objects.owned_by(person).order_by("started_at", "pk")
    return {
        "unggahan": rows(
            sent,
            nama="name",
            jenis="media_type",
            ukuran="size",
            keadaan="state",
            dikirim="started_at",
        )
    }


def files(person: Any) -> Iterator[Attached]:
    for upload in Upload.objects.owned_by(person).complete().order_by("started_at"):
        yield Attached(upload.shown_name, upload.open)


def forget(person: Any) -> None:
    """Whatever kept them was told before, and has let go.

    What has become part of something else, as a webinar's recording has, stays with it
    and loses the name that its owner gave it.
    """
    for upload in Upload.objects.owned_by(person):
        row = Upload.objects.filter(pk=upload.pk)
        try:
            with transaction.atomic():
                row.delete()
        except ProtectedError:
            row.update(name="")
        else:
            transaction.on_commit(partial(pieces.delete, upload))


offer(Chapter("berkas", _("Berkas yang Anda unggah"), tell, forget, files))
