"""What programs wrote into a file is taken out, and the rest of it stays."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError

from common.bare import bared

NAME = b"Yohana Bura"


def box(kind: bytes, content: bytes) -> bytes:
    return (8 + len(content)).to_bytes(4) + kind + content


def chunk(kind: bytes, content: bytes) -> bytes:
    return kind + len(content).to_bytes(4, "little") + content


FILM = box(b"ftyp", b"isom") + box(
    b"moov",
    box(b"trak", box(b"tkhd", b"lebar") + box(b"udta", NAME))
    + box(b"udta", b"\xa9xyz-08.6-121.1" + NAME),
)
SOUND = b"ID3\x04\x00\x00\x00\x00\x00\x0b" + NAME + b"\xff\xfb-suara-"
WAVE = b"RIFF\x00\x00\x00\x00WAVE" + chunk(b"fmt ", b"bentuk")


@pytest.mark.parametrize(
    ("content", "suffix", "stays"),
    [
        (FILM + box(b"mdat", b"gambar"), ".mp4", b"gambar"),
        (FILM + (1).to_bytes(4) + b"mdat" + (22).to_bytes(8) + b"gambar", ".m4a", b"r"),
        (SOUND + b"TAG" + NAME.ljust(125), ".mp3", b"\xff\xfb-suara-"),
        (WAVE + chunk(b"LIST", b"INFOIART" + NAME + b"!") + b"data", ".wav", b"bentuk"),
    ],
)
def test_who_and_where_is_overwritten_in_its_place(content, suffix, stays):
    made = bared(io.BytesIO(content), suffix)

    assert made is not None
    kept = made.read()
    assert NAME not in kept
    assert b"-08.6" not in kept
    assert stays in kept
    assert len(kept) == len(content)


def test_what_has_nothing_to_tell_is_left_as_it_is():
    film = box(b"ftyp", b"isom") + box(b"moov", box(b"trak", b""))

    for content, suffix in ((film, ".mp4"), (b"\xff\xfb", ".mp3"), (b"", ".ogg")):
        assert bared(io.BytesIO(content), suffix) is None


@pytest.mark.parametrize("content", [box(b"moov", b"\x00\x00"), b"\xff" * 40, b""])
def test_a_broken_film_ends_the_search(content):
    assert bared(io.BytesIO(content), ".mp4") is None


@pytest.mark.parametrize(
    ("suffix", "names"),
    [
        (".docx", ["[Content_Types].xml", "docProps/core.xml", "word/document.xml"]),
        (".odt", ["mimetype", "meta.xml", "content.xml"]),
    ],
)
def test_a_document_is_packed_again_without_its_makers(suffix, names):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            told = NAME if name in ("docProps/core.xml", "meta.xml") else b"isi"
            archive.writestr(name, told)

    made = bared(packed, suffix)

    assert made is not None
    with zipfile.ZipFile(made) as archive:
        assert archive.namelist() == names
        kept = b"".join(archive.read(name) for name in names)
        assert {each.date_time[0] for each in archive.infolist()} == {1980}
    assert NAME not in kept
    assert kept.count(b"isi") == 2


def test_a_document_that_cannot_be_unpacked_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", b"isi dokumen")
    broken = packed.getvalue().replace(b"isi dokumen", b"isi lainnya")

    with pytest.raises(ValidationError, match="rusak"):
        bared(io.BytesIO(broken), ".docx")
