"""Loading a file of data once for each version of it."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from common.models import Dataset


@transaction.atomic
def load_once(name: str, path: Path, load: Callable[[Path], None]) -> bool:
    """Call `load` unless this very content was loaded before; whether it was called."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    known, _created = Dataset.objects.select_for_update().get_or_create(name=name)
    if known.digest == digest:
        return False
    load(path)
    known.digest = digest
    known.save()
    return True
