"""Parts of a file that tell of its makers, overwritten where they stand."""

import shutil
import tempfile
from collections.abc import Iterable
from typing import IO, NamedTuple

SPOOLED = 4_000_000
BLOCK = 64 * 1024


class Telling(NamedTuple):
    """A part of a file to be blanked, and what is written elsewhere because of that:
    the name of an empty part, or a sum.
    """

    begin: int
    end: int
    written_at: int = 0
    written: bytes = b""


def without(parts: Iterable[Telling], file: IO[bytes]) -> IO[bytes]:
    """The file, as long as it was."""
    made = tempfile.SpooledTemporaryFile(SPOOLED)  # noqa: SIM115
    file.seek(0)
    shutil.copyfileobj(file, made)
    for part in parts:
        if part.written:
            made.seek(part.written_at)
            made.write(part.written)
        _blank(made, part.begin, part.end)
    made.seek(0)
    return made


def _blank(made: IO[bytes], begin: int, end: int) -> None:
    made.seek(begin)
    for at in range(begin, end, BLOCK):
        made.write(bytes(min(BLOCK, end - at)))
