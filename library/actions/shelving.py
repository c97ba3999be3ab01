"""Putting things into the library, changing them, publishing and removing them."""

from collections.abc import Collection
from functools import partial
from typing import IO, TypedDict, Unpack

from django.core.files.base import File
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from common import files
from common.bare import bared
from common.decisions import require
from common.files import Family
from common.models import Province
from library.models import Item
from library.permissions import can_add, can_edit, may_remove
from network.models import Sector

ACCEPTED = (Family.PDF, Family.DOCUMENT, Family.AUDIO)


class About(TypedDict):
    """What is said of an item."""

    kind: str
    title: str
    summary: str
    authors: str
    year: int | None
    licence: str
    capacities: list[str]
    sectors: Collection[Sector]
    provinces: Collection[Province]
    address: str


@transaction.atomic
def add(*, adder: User, file: IO[bytes] | None, **about: Unpack[About]) -> Item:
    """A new draft, of a file or an address; or `ValidationError` about the file."""
    require(can_add(adder))
    item = Item(added_by=adder)
    _put(item, file, about)
    return item


@transaction.atomic
def edit(
    *, editor: User, item: Item, file: IO[bytes] | None, **about: Unpack[About]
) -> Item:
    """Without a new file the old one stays, unless an address takes its place."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    require(can_edit(editor, item))
    _put(item, file, about)
    return item


@transaction.atomic
def publish(*, editor: User, item: Item) -> None:
    """Show it to everyone. Its date is the day it was first shown."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    require(can_edit(editor, item))
    item.status = Item.Status.PUBLISHED
    item.published_at = item.published_at or timezone.now()
    item.save(update_fields=["status", "published_at"])


@transaction.atomic
def withdraw(*, editor: User, item: Item) -> None:
    """A draft again; who kept the address of its file finds nothing there."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    require(can_edit(editor, item))
    item.status = Item.Status.DRAFT
    if item.file:
        with item.file.open() as file:
            _keep(item, File(file))
    item.save()


@transaction.atomic
def remove(*, editor: User, item: Item) -> None:
    """Take a draft out for good, with its file."""
    item = Item.objects.select_for_update().get(pk=item.pk)
    require(can_edit(editor, item))
    require(may_remove(item))
    name = item.file.name
    item.delete()
    if name:
        transaction.on_commit(partial(item.file.storage.delete, name))


def count_download(*, item: Item) -> None:
    """One more; who it was is nobody's business."""
    Item.objects.filter(pk=item.pk).update(downloads=F("downloads") + 1)


def keep_file(item: Item, file: IO[bytes], kind: files.Kind) -> None:
    """In place of the file before."""
    item.media_type = kind.media_type
    item.size = file.seek(0, 2)
    file.seek(0)
    _keep(item, File(file, name=f"berkas{kind.suffix}"))


def _keep(item: Item, file: File[bytes]) -> None:
    """At a new address; what lay at the one before goes once this is sure to stay."""
    old, storage = item.file.name, item.file.storage
    item.file.save(file.name or "", file, save=False)
    if old:
        transaction.on_commit(partial(storage.delete, old))


def _put(item: Item, file: IO[bytes] | None, about: About) -> None:
    for name in ("kind", "title", "summary", "authors", "year", "licence"):
        setattr(item, name, about[name])
    item.capacities, item.address = about["capacities"], about["address"]
    if file is not None:
        kind = files.sniff(file, ACCEPTED)
        keep_file(item, bared(file, kind.suffix) or file, kind)
    elif item.address and item.file:
        old = item.file.name or ""
        transaction.on_commit(partial(item.file.storage.delete, old))
        item.file, item.media_type, item.size = "", "", 0
    item.save()
    item.sectors.set(about["sectors"])
    item.provinces.set(about["provinces"])
