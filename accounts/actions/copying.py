"""Giving people a copy of all that is kept of them."""

import json
import logging
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import PurePath
from typing import IO

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts import tasks
from accounts.models import DataCopy, User
from accounts.models.data_copy import KEPT_FOR
from accounts.signals import data_copy_made
from common import personal
from common.commits import once_committed

logger = logging.getLogger(__name__)


@transaction.atomic
def ask(*, person: User) -> DataCopy:
    """Have a copy made; while one is in the making it is that one.

    The person is locked: two presses of the button ask for one copy. An earlier copy
    goes, so that no more of them lie about than are wanted.
    """
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    waiting = DataCopy.objects.visible_to(person).waiting().first()
    if waiting is not None:
        return waiting
    for earlier in DataCopy.objects.visible_to(person):
        _forget(earlier)
    once_committed(tasks.hurry_copies)
    return DataCopy.objects.create(person=person, total=len(personal.chapters()))


def make_waiting() -> int:
    """Make every copy that waits; the number made. One that fails is tried again."""
    made = 0
    while (copy := _claim()) is not None:
        try:
            _make(copy)
        except Exception:
            logger.exception("copy %s could not be made", copy.pk)
        else:
            made += 1
    return made


@transaction.atomic
def forget_expired() -> int:
    expired = list(DataCopy.objects.expired().select_for_update(skip_locked=True))
    for copy in expired:
        _forget(copy)
    return len(expired)


def _forget(copy: DataCopy) -> None:
    transaction.on_commit(copy.delete_file)
    copy.delete()


@transaction.atomic
def _claim() -> DataCopy | None:
    """Committed before the work begins: of two workers each makes another copy."""
    due = DataCopy.objects.due(timezone.now()).filter(person__is_active=True)
    copy = due.select_for_update(skip_locked=True, of=("self",)).first()
    if copy is not None:
        copy.claimed_at = timezone.now()
        copy.done = 0
        copy.save(update_fields=["claimed_at", "done"])
    return copy


def _make(copy: DataCopy) -> None:
    person = copy.person
    with tempfile.TemporaryFile() as file:
        with translation.override(person.language or settings.LANGUAGE_CODE):
            _write(copy, file)
        file.seek(0)
        default_storage.delete(copy.path)
        default_storage.save(copy.path, File(file))
    _hand_over(copy)


@transaction.atomic
def _hand_over(copy: DataCopy) -> None:
    """Only now is it said to be there. Whoever left meanwhile gets none."""
    kept = DataCopy.objects.select_for_update().filter(pk=copy.pk).first()
    if kept is None:
        copy.delete_file()
        return
    kept.ready_at = timezone.now()
    kept.expires_at = kept.ready_at + KEPT_FOR
    kept.size = default_storage.size(kept.path)
    kept.save(update_fields=["ready_at", "expires_at", "size"])
    data_copy_made.send(sender=DataCopy, person=kept.person, data_copy=kept)


def _write(copy: DataCopy, file: IO[bytes]) -> None:
    chapters = personal.chapters()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        about = {"copy": copy, "person": copy.person, "chapters": chapters}
        archive.writestr(
            "BACA-DULU.txt", render_to_string("accounts/data_copy.txt", about)
        )
        for done, chapter in enumerate(chapters, start=1):
            known = chapter.tell(copy.person)
            text = json.dumps(
                known, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2
            )
            archive.writestr(f"{chapter.name}.json", text)
            _add_files(archive, chapter.name, chapter.files(copy.person))
            DataCopy.objects.filter(pk=copy.pk).update(done=done)


def _add_files(
    archive: zipfile.ZipFile, folder: str, files: Iterable[personal.Attached]
) -> None:
    """Under the names people gave them, numbered: two may have the same."""
    now = timezone.localtime().timetuple()[:6]
    for number, attached in enumerate(files, start=1):
        name = PurePath(attached.name.replace("\\", "/")).name
        entry = zipfile.ZipInfo(f"{folder}/{number:03d}-{name}", now)
        entry.compress_type = zipfile.ZIP_DEFLATED
        with (
            attached.open() as source,
            archive.open(entry, "w", force_zip64=True) as to,
        ):
            shutil.copyfileobj(source, to)
