"""Bringing the kits of the courses' folders into the library, as they are printed.

What a course's file is to its activity (docs/decisions/0021), a kit's file is to its
item: a newer one replaces it as long as nobody has edited it here.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from common import files, texts
from courses.models import Course
from library import kits
from library.actions.shelving import keep_file
from library.models import Item, Origin

FOLDER = "kit"
AUTHORS = "Jejaring Lokadaya"


class Broken(ValueError):
    """A file that cannot be loaded, in a sentence that names it."""


@transaction.atomic
def load_kit(*, folder: Path) -> list[str]:
    """Bring one course's kit up to date; answers with the files that were left alone.

    Raises `Broken`.
    """
    course = Course.objects.published().filter(slug=folder.name).first()
    if course is None:
        return []
    paths = sorted((folder / FOLDER).glob("*.md"))
    return [name_of(path) for path in paths if not _load(path, course)]


def name_of(path: Path) -> str:
    return "/".join(path.parts[-3:])


def _load(path: Path, course: Course) -> bool:
    """Whether the item says what the file says now."""
    name = name_of(path)
    if path.name not in kits.PARTS:
        parts = ", ".join(kits.PARTS)
        raise Broken(f"{name}: the files of a kit are called {parts}.")
    source = path.read_bytes()
    digest = _digest([kits.EDITION, course.title, course.capacity, source.hex()])
    origin = Origin.objects.select_related("item").filter(path=name).first()
    if origin is not None and origin.file_digest == digest:
        return True
    if origin is not None and (
        origin.item is None or origin.content_digest != _digest(_content(origin.item))
    ):
        return False
    origin = origin or Origin(path=name, item=Item(status=Item.Status.PUBLISHED))
    assert origin.item is not None
    try:
        _put(origin.item, path.name, texts.parse(source.decode()), course)
    except (ValueError, KeyError) as problem:
        raise Broken(f"{name}: {problem}.") from problem
    origin.item = Item.objects.get(pk=origin.item.pk)
    origin.file_digest = digest
    origin.content_digest = _digest(_content(origin.item))
    origin.save()
    return True


def _put(item: Item, name: str, text: texts.Text, course: Course) -> None:
    item.kind = kits.PARTS[name].kind
    item.title, item.summary = text.title, text.front["summary"]
    item.authors, item.licence = AUTHORS, Item.Licence.BY_SA
    item.capacities = [course.capacity] if course.capacity else []
    item.published_at = item.published_at or timezone.now()
    printed = kits.pdf(name, text, course=course.title)
    keep_file(item, ContentFile(printed), files.PDF)
    item.save()


def _content(item: Item) -> list[Any]:
    names = ("title", "summary", "authors", "licence", "capacities", "status")
    return [*(getattr(item, name) for name in names), item.file.name]


def _digest(content: list[Any]) -> str:
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()
