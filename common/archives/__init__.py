"""Archives that strangers made: zip and tar.gz, listed and read, never unpacked.

Nothing is written under a name from inside the archive, so a path can climb nowhere;
those that try say what the archive is, and it is refused. What a member claims to hold
is counted before it is read, and what it really holds while it is read.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import IO

from django.utils.translation import gettext as _

from common.archives.limits import Limits, Member, Unsafe, damaged
from common.archives.members import DAMAGED, Archive, tarred, zipped


@contextmanager
def opened(file: IO[bytes], limits: Limits | None = None) -> Iterator[Archive]:
    """The archive in this file, whichever it is; or `Unsafe`."""
    limits = limits or Limits()
    file.seek(0)
    head = file.read(4)
    file.seek(0)
    if head.startswith(b"PK\x03\x04"):
        kind = zipped
    elif head.startswith(b"\x1f\x8b"):
        kind = tarred
    else:
        raise Unsafe(_("Ini bukan arsip zip atau tar.gz."))
    with ExitStack() as closing:
        try:
            archive = closing.enter_context(kind(file, limits))
        except DAMAGED as wrong:
            raise Unsafe(damaged()) from wrong
        yield archive


def is_archive(head: bytes) -> bool:
    """Whether a file that begins like this could be opened here."""
    return head.startswith((b"PK\x03\x04", b"\x1f\x8b"))


__all__ = ["Archive", "Limits", "Member", "Unsafe", "is_archive", "opened"]
