"""Ogg and WebM keep their sound and their length, and tell of nobody."""

import io

from common.bare import bared, ogg

NAME = b"Yohana Bura"
SOUND = b"-suara-"


def packet(begin, text, end=b""):
    """Comments: the program, then one of the person and one long picture."""
    comments = [b"ARTIST=" + text, b"PICTURE=" + text * 9_000]
    listed = b"".join(len(c).to_bytes(4, "little") + c for c in comments)
    program = len(text).to_bytes(4, "little") + text
    return begin + program + (2).to_bytes(4, "little") + listed + end


def page(content, *, flags=0, is_whole=True):
    sizes = b"\xff" * (len(content) // 255)
    sizes += bytes([len(content) % 255]) if is_whole else b""
    made = bytearray(b"OggS\x00" + bytes([flags]) + bytes(8) + b"satu" + bytes(8))
    made += bytes([len(sizes)]) + sizes + content
    made[22:26] = ogg._sum(made).to_bytes(4, "little")
    return bytes(made)


def stream(first, second):
    """The second packet goes over three pages."""
    pages, rest = [page(first, flags=2)], second
    while len(rest) >= 65_025:
        pages.append(page(rest[:65_025], is_whole=False))
        rest = rest[65_025:]
    return b"".join([*pages, page(rest), page(SOUND + NAME)])


def part(number, content, *, is_endless=False):
    size = 0xFFFFFFFFFFFFFF if is_endless else len(content)
    length = (number.bit_length() + 7) // 8
    return number.to_bytes(length) + (1 << 56 | size).to_bytes(8) + content


def film(*, is_endless):
    track = part(0xAE, part(0xD7, b"\x01") + part(0x536E, NAME))
    info = part(0xBF, b"jml4") + part(0x7BA9, NAME) + part(0x4D80, NAME)
    info += part(0x4461, bytes(7) + b"\x09")
    inside = part(0x1549A966, info) + part(0x1654AE6B, track)
    inside += part(0x1F43B675, part(0xE7, b"\x00") + part(0xA3, SOUND), is_endless=True)
    inside += part(0x1254C367, part(0x7373, NAME)) + part(0x1941A469, NAME)
    return part(0x1A45DFA3, b"webm") + part(0x18538067, inside, is_endless=is_endless)


def test_sums_of_pages_are_as_ogg_has_them():
    assert ogg._sum(b"123456789") == 0x89A1897F


def test_comments_of_ogg_are_gone_and_its_sums_are_right():
    for first, begin, end in (
        (b"OpusHead", b"OpusTags", b""),
        (b"\x01vorbis", b"\x03vorbis", b"\x01"),
        (b"Speex   ", b"", b""),
    ):
        content = stream(first, packet(begin, NAME, end))
        made = bared(io.BytesIO(content), ".ogg")

        assert made is not None
        kept = made.read()
        # What is said is nobody's to take out.
        assert kept.count(NAME) == 1
        assert len(kept) == len(content)
        quiet = begin + (11).to_bytes(4, "little") + b" " * 11 + bytes(4) + end
        assert quiet in kept
        again = bared(io.BytesIO(kept), ".ogg")
        assert again is not None
        assert again.read() == kept


def test_tags_and_names_of_webm_are_gone():
    for is_endless in (True, False):
        content = film(is_endless=is_endless)
        made = bared(io.BytesIO(content), ".webm")

        assert made is not None
        kept = made.read()
        assert NAME not in kept
        assert SOUND in kept
        assert len(kept) == len(content)
        assert bytes(7) + b"\x09" not in kept


def test_what_is_cut_short_ends_the_search():
    sound, seen = stream(b"OpusHead", packet(b"OpusTags", NAME)), film(is_endless=True)
    for end in range(0, 400, 7):
        bared(io.BytesIO(sound[:end]), ".ogg")
        bared(io.BytesIO(seen[:end]), ".webm")
