"""WebM: tags and attachments are made empty space, names are made empty."""

import io
from collections.abc import Iterator
from typing import IO, NamedTuple

from common.bare.parts import Telling

SEGMENT, CLUSTER = 0x18538067, 0x1F43B675
INFO, TRACKS, TRACK = 0x1549A966, 0x1654AE6B, 0xAE
# Tags, attachments, the day, the numbers of the film and of those before and after,
# and sums over a part that changes.
VOIDED = (0x1254C367, 0x1941A469, 0x4461, 0x73A4, 0x3CB923, 0x3EB923, 0xBF)
# Title, programs, names of files and tracks: what has to stand there may be empty.
EMPTIED = (0x7BA9, 0x4D80, 0x5741, 0x7384, 0x3C83AB, 0x3E83BB, 0x536E)
OPENED = (INFO, TRACKS, TRACK)
VOID = 0xEC
# Of one file: what has more parts is none that a phone or a program made.
MOST_PARTS = 1_000_000


class Part(NamedTuple):
    number: int
    at: int
    begin: int
    # Of what is written while it is filmed, nobody knows.
    size: int | None


def telling(file: IO[bytes]) -> Iterator[Telling]:
    end = file.seek(0, io.SEEK_END)
    at = 0
    for _part in range(MOST_PARTS):
        part = _part_at(file, at, end)
        if part is None:
            return
        if part.number in VOIDED and part.size is not None:
            yield _void(part.at, part.begin + part.size)
        elif part.number in EMPTIED and part.size is not None:
            yield Telling(part.begin, part.begin + part.size)
        is_open = part.number in (SEGMENT, *OPENED) or part.size is None
        at = part.begin if is_open or part.size is None else part.begin + part.size


def _part_at(file: IO[bytes], at: int, end: int) -> Part | None:
    """What begins there, if it ends within the file."""
    file.seek(at)
    head = file.read(12)
    id_length = _length(head[:1])
    size_length = _length(head[id_length : id_length + 1])
    if not 0 < id_length <= 4 or not 0 < size_length <= 8:
        return None
    number = int.from_bytes(head[:id_length])
    given = head[id_length : id_length + size_length]
    most = (1 << 7 * size_length) - 1
    size: int | None = int.from_bytes(given) & most
    begin = at + id_length + size_length
    if size == most:
        size = None
    is_cut = len(given) < size_length or (size is not None and begin + size > end)
    if is_cut and number != SEGMENT:
        return None
    return Part(number, at, begin, size)


def _length(first: bytes) -> int:
    """Of a number, by the zeros that its first byte begins with; none if it is none."""
    return 9 - first[0].bit_length() if first and first[0] else 0


def _void(at: int, end: int) -> Telling:
    """One byte for the name, the rest of the head for a number that fits."""
    length = min(8, end - at - 1)
    rest = end - at - 1 - length
    return Telling(
        end - rest, end, at, bytes([VOID]) + ((1 << 7 * length) | rest).to_bytes(length)
    )
