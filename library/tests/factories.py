"""Items that tests are about."""

from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from common.tests.factories import PDF
from library.models import Item

_numbers = count(1)


def make_item(
    *,
    title: str | None = None,
    summary: str = "Untuk pengurus OMS.",
    kind: str = Item.Kind.MODULE,
    is_draft: bool = False,
    added_by: User | None = None,
    **more: Any,
) -> Item:
    item: Item = Item.objects.create(
        title=title or f"Modul {next(_numbers)}",
        summary=summary,
        kind=kind,
        address=more.pop("address", "https://contoh.id/modul.pdf"),
        status=Item.Status.DRAFT if is_draft else Item.Status.PUBLISHED,
        published_at=None if is_draft else timezone.now(),
        added_by=added_by,
        **more,
    )
    return item


def a_pdf(name: str = "modul.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def typed(**changes: Any) -> dict[str, Any]:
    """What a trainer fills in, as the browser sends it."""
    return {
        "kind": "module",
        "title": "Membaca arus kas",
        "summary": "Untuk bendahara OMS.",
        "licence": "cc-by-sa-4.0",
        **changes,
    }
