"""Bringing the repository's files into the library, as they are printed.

What a course's file is to its activity (docs/decisions/0021), a file is to its item
here: a newer one replaces it as long as nobody has edited it.
"""

from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from common import files
from common.models import Province
from courses.models import Course
from library import sheets
from library.actions import citing
from library.actions.shelving import keep_file
from library.models import Item, Origin
from library.sheets import Sheet
from network.models import Sector

FOLDER = "kit"


@transaction.atomic
def load_course(*, folder: Path) -> list[str]:
    """Bring one course's kit and module up to date; answers with what was left alone.

    Raises `sheets.Broken`.
    """
    course = Course.objects.published().filter(slug=folder.name).first()
    if course is None:
        return []
    paths = sorted((folder / FOLDER).glob("*.md"))
    ours = [sheets.of_kit(path, course) for path in paths]
    if (folder / sheets.OUTLINE).exists():
        ours.append(sheets.of_course(folder, course))
    return [sheet.path for sheet in ours if not _load(sheet)]


@transaction.atomic
def load_text(*, path: Path) -> bool:
    """Bring one of the library's own texts up to date; False when it was left alone.

    Raises `sheets.Broken`.
    """
    return _load(sheets.of_text(path))


def _load(sheet: Sheet) -> bool:
    """Whether the item says what the file says now."""
    origin = Origin.objects.select_related("item").filter(path=sheet.path).first()
    if origin is not None and origin.name is None:
        origin.name = sheet.name
        origin.save(update_fields=["name"])
    if origin is not None and origin.file_digest == sheet.digest:
        return True
    if origin is not None and (
        origin.item is None
        or origin.content_digest != sheets.digest(_content(origin.item))
    ):
        return False
    item = origin.item if origin else None
    with sheets.naming(sheet.path):
        item = _put(item or Item(status=Item.Status.PUBLISHED), sheet)
    Origin.objects.update_or_create(
        path=sheet.path,
        defaults={
            "name": sheet.name,
            "item": item,
            "file_digest": sheet.digest,
            "content_digest": sheets.digest(_content(item)),
        },
    )
    if origin is None:
        citing.note_lessons_naming(sheet.name)
    return True


def _put(item: Item, sheet: Sheet) -> Item:
    for name in ("kind", "title", "summary", "authors", "year", "capacities"):
        setattr(item, name, getattr(sheet, name))
    item.licence = Item.Licence.BY_SA
    item.published_at = item.published_at or timezone.now()
    keep_file(item, ContentFile(sheet.printed()), files.PDF)
    item.save()
    item.sectors.set(_all(Sector, "slug", sheet.sectors))
    item.provinces.set(_all(Province, "code", sheet.provinces))
    return Item.objects.get(pk=item.pk)


def _all(model: Any, key: str, wanted: list[str]) -> list[Any]:
    """The rows of these keys. Raises ValueError for one that is not there."""
    found = list(model.objects.filter(**{f"{key}__in": wanted}))
    missing = set(wanted) - {getattr(row, key) for row in found}
    if missing:
        raise ValueError(f"there is no {model.__name__} {', '.join(sorted(missing))}")
    return found


def _content(item: Item) -> list[Any]:
    names = ("title", "summary", "authors", "licence", "capacities", "status")
    tags = [
        item.year,
        *sorted(item.sectors.values_list("slug", flat=True)),
        *sorted(item.provinces.values_list("code", flat=True)),
    ]
    # Without tags it is what it was before items from files could have any.
    said = [getattr(item, name) for name in names]
    return [*said, item.file.name, *(tags if any(tags) else [])]
