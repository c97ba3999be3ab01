"""MPEG-4: boxes of the user's and the camera's own."""

import io
from collections.abc import Iterator
from typing import IO

from common.bare.parts import Telling


def telling(file: IO[bytes]) -> Iterator[Telling]:
    """Names, places, makes."""
    yield from _telling_boxes(file, 0, file.seek(0, io.SEEK_END))


def _telling_boxes(file: IO[bytes], begin: int, end: int) -> Iterator[Telling]:
    at = begin
    while at + 8 <= end:
        file.seek(at)
        head = file.read(16)
        size, kind, body = int.from_bytes(head[:4]), head[4:8], at + 8
        if size == 1:
            size, body = int.from_bytes(head[8:16]), at + 16
        size = size or end - at
        if size < body - at or at + size > end:
            return
        if kind in (b"udta", b"meta", b"uuid"):
            yield Telling(body, at + size, at + 4, b"free")
        elif kind in (b"moov", b"trak"):
            yield from _telling_boxes(file, body, at + size)
        at += size
