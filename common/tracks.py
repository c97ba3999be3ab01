"""What runs in a film or a recording: whether it is sound and nothing to see."""

import io
import re
from typing import IO

# Where a WebM file names its tracks, and more than an index of MPEG-4 ever needs.
START = 64 * 1024
LARGEST_INDEX = 4_000_000
MOST_BOXES = 1_000
# "CodecID" of Matroska with its length, and the name: A_OPUS, V_VP9 …
CODEC = re.compile(rb"\x86[\x81-\x9f]([AV])_[A-Z0-9]")
# A track's handler, after version, flags and a field of zeros: soun, vide …
HANDLER = re.compile(rb"hdlr.{8}([a-z]{4})", re.DOTALL)


def is_sound_alone_in_webm(file: IO[bytes]) -> bool:
    file.seek(0)
    return set(CODEC.findall(file.read(START))) == {b"A"}


def is_sound_alone_in_mpeg_4(file: IO[bytes]) -> bool:
    handlers = set(HANDLER.findall(_index(file)))
    return b"soun" in handlers and b"vide" not in handlers


def _index(file: IO[bytes]) -> bytes:
    """The box `moov`, which stands before what it describes or after."""
    end = file.seek(0, io.SEEK_END)
    place = 0
    for _box in range(MOST_BOXES):
        file.seek(place)
        head = file.read(16)
        size = int.from_bytes(head[:4], "big")
        if size == 1:
            size = int.from_bytes(head[8:16], "big")
        if len(head) < 8 or size < 8 or place + size > end:
            return b""
        if head[4:8] == b"moov":
            file.seek(place)
            return file.read(min(size, LARGEST_INDEX))
        place += size
    return b""
