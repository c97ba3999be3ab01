"""Taking a picture in, for a document to show."""

from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import User
from alliances.documents.models import Document, Picture
from alliances.documents.permissions import can_write
from common import files, pictures
from common.decisions import require
from common.files import Family

# Wide enough for a page of A4 and for a desk; a phone pays for no more than this.
WIDEST = 960


@transaction.atomic
def add(*, author: User, document: Document, file: IO[bytes], alt: str) -> Picture:
    """As what its content says it is, made anew; or raise `ValidationError`."""
    require(can_write(author, document))
    files.sniff(file, (Family.PICTURE,))
    made = [one for one in pictures.renditions(file) if one.width <= WIDEST]
    best = made[-1]
    picture = Picture(
        document=document,
        alt=alt,
        width=best.width,
        height=best.height,
        size=len(best.content),
        added_by=author,
    )
    picture.file.save(f"{picture.key}.webp", ContentFile(best.content), save=False)
    picture.save()
    return picture
