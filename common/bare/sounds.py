"""MP3 and WAV: labels before the sound, between and behind it."""

import io
from collections.abc import Iterator
from typing import IO

from common.bare.parts import Telling


def telling_in_mp3(file: IO[bytes]) -> Iterator[Telling]:
    """The label before the sound, and the short old one behind it."""
    end = file.seek(0, io.SEEK_END)
    file.seek(0)
    head = file.read(10)
    if head.startswith(b"ID3"):
        size = 0
        for byte in head[6:10]:
            size = size << 7 | byte & 0x7F
        yield Telling(10, min(10 + size, end))
    if end >= 128:
        file.seek(end - 128)
        if file.read(3) == b"TAG":
            yield Telling(end - 128, end)


def telling_in_wav(file: IO[bytes]) -> Iterator[Telling]:
    end = file.seek(0, io.SEEK_END)
    at = 12
    while at + 8 <= end:
        file.seek(at)
        head = file.read(12)
        size = int.from_bytes(head[4:8], "little")
        is_info = head[:4] == b"LIST" and head[8:12] == b"INFO"
        if is_info or head[:4] in (b"bext", b"iXML", b"id3 ", b"ID3 ", b"_PMX"):
            yield Telling(at + 8, min(at + 8 + size, end), at, b"JUNK")
        at += 8 + size + size % 2
