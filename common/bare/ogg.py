"""Ogg: the comments in the second packet of each stream.

Each page has a sum of its bytes, so those that change are written anew.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import IO, NamedTuple

from common.bare.parts import Telling

HEAD = 27
SUM_AT = 22
# By how a stream begins: how long the name of the second packet is, and what stands in
# it after its last comment.
KINDS = {
    b"OpusHead": (8, b""),
    b"\x01vorbis": (7, b"\x01"),
    b"\x80theora": (7, b""),
    b"Speex   ": (0, b""),
    b"\x7fFLAC": (4, b""),
}


class Piece(NamedTuple):
    """A part of a packet, and the page that it is on."""

    page: int
    begin: int
    end: int


@dataclass
class Stream:
    """How many packets of it were read, and the pieces of the next."""

    packets: int = 0
    kind: tuple[int, bytes] | None = None
    pieces: list[Piece] = field(default_factory=list)


def telling(file: IO[bytes]) -> Iterator[Telling]:
    streams: dict[bytes, Stream] = {}
    end = file.seek(0, io.SEEK_END)
    at = 0
    while at + HEAD <= end:
        file.seek(at)
        head = file.read(HEAD)
        sizes = file.read(head[26])
        if head[:4] != b"OggS":
            return
        begins = bool(head[5] & 2)
        serial = head[14:18]
        stream = Stream() if begins else streams.get(serial, Stream(packets=2))
        streams[serial] = stream
        place = at + HEAD + len(sizes)
        yield from _of_page(file, stream, at, place, sizes)
        at = place + sum(sizes)


def _of_page(
    file: IO[bytes], stream: Stream, page: int, place: int, sizes: bytes
) -> Iterator[Telling]:
    for size in sizes:
        if stream.packets > 1:
            return
        stream.pieces.append(Piece(page, place, place + size))
        place += size
        if size == 255:
            continue
        packet = b"".join(_read(file, each) for each in stream.pieces)
        if not stream.packets:
            begins = (kind for start, kind in KINDS.items() if packet.startswith(start))
            stream.kind = next(begins, None)
        elif stream.kind is not None:
            yield from _pages(file, stream.pieces, _silent(packet, *stream.kind))
        stream.packets += 1
        stream.pieces = []


def _silent(packet: bytes, name: int, last: bytes) -> bytes:
    """As long as before: of the program a name of spaces, and no comments."""
    length = int.from_bytes(packet[name : name + 4], "little")
    if name + 8 + length > len(packet):
        return packet
    made = packet[: name + 4] + b" " * length + bytes(4) + last
    return made.ljust(len(packet), b"\x00")[: len(packet)]


def _pages(file: IO[bytes], pieces: list[Piece], packet: bytes) -> Iterator[Telling]:
    """The pages that the packet is on, with it and the right sums."""
    done = 0
    for page, on_it in groupby(pieces, key=lambda piece: piece.page):
        file.seek(page)
        head = file.read(HEAD)
        sizes = file.read(head[26])
        made = bytearray(head + sizes + file.read(sum(sizes)))
        for piece in on_it:
            length = piece.end - piece.begin
            begin = piece.begin - page
            made[begin : begin + length] = packet[done : done + length]
            done += length
        made[SUM_AT : SUM_AT + 4] = bytes(4)
        made[SUM_AT : SUM_AT + 4] = _sum(made).to_bytes(4, "little")
        yield Telling(0, 0, page, bytes(made))


def _read(file: IO[bytes], piece: Piece) -> bytes:
    file.seek(piece.begin)
    return file.read(piece.end - piece.begin)


def _sum(page: bytes | bytearray) -> int:
    """CRC-32 as Ogg has it: of the bits as they come, begun with nothing."""
    table, made = _table(), 0
    for byte in page:
        made = (made << 8) & 0xFFFFFFFF ^ table[made >> 24 ^ byte]
    return made


@cache
def _table() -> tuple[int, ...]:
    made = []
    for number in range(256):
        rest = number << 24
        for _bit in range(8):
            rest = (rest << 1) ^ (0x04C11DB7 if rest & 0x80000000 else 0)
        made.append(rest & 0xFFFFFFFF)
    return tuple(made)
