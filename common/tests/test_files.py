"""Files are what their content says; pictures carry nothing but the picture."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from PIL import Image

from common import files, pictures
from common.files import Family

GPS = 34853
ORIENTATION = 274


def picture(kind="JPEG", *, size=(2000, 1000), exif=None, mode="RGB"):
    content = io.BytesIO()
    options = {"exif": exif} if exif else {}
    Image.new(mode, size, "teal").save(content, kind, **options)
    content.seek(0)
    return content


def archive(*names):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    content.seek(0)
    return content


def webm(*codecs):
    tracks = b"".join(b"\x86" + bytes([0x80 | len(one)]) + one for one in codecs)
    return io.BytesIO(b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01webm" + tracks)


def mpeg_4(*handlers):
    """What a phone records: the index comes after what was recorded."""
    tracks = b"".join(box(b"hdlr", bytes(8) + one + bytes(12)) for one in handlers)
    whole = box(b"ftyp", b"mp42" + bytes(8)) + box(b"mdat", bytes(5000))
    return io.BytesIO(whole + box(b"moov", tracks))


def box(name, content):
    return (8 + len(content)).to_bytes(4, "big") + name + content


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (picture(), ".jpg"),
        (picture("PNG"), ".png"),
        (picture("WEBP"), ".webp"),
        (io.BytesIO(b"%PDF-1.7\n"), ".pdf"),
        (io.BytesIO(b"ID3\x04\x00"), ".mp3"),
        (io.BytesIO(b"\x00\x00\x00\x20ftypM4A \x00"), ".m4a"),
        (io.BytesIO(b"\x00\x00\x00\x20ftypisom\x00"), ".mp4"),
        (io.BytesIO(b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01webm"), ".webm"),
        (webm(b"A_OPUS"), ".weba"),
        (webm(b"V_VP9", b"A_OPUS"), ".webm"),
        (mpeg_4(b"soun"), ".m4a"),
        (mpeg_4(b"vide", b"soun"), ".mp4"),
        (io.BytesIO(b"OggS\x00"), ".ogg"),
        (archive("[Content_Types].xml", "word/document.xml"), ".docx"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), ".xlsx"),
    ],
)
def test_a_file_is_what_its_content_says(content, suffix):
    kind = files.sniff(content)

    assert kind.suffix == suffix
    assert content.tell() == 0


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xff\xd8\xff not a picture after all",
        b"MZ\x90\x00",
        b"\x00\x00\x00\x20ftypheic",
        b"",
    ],
)
def test_what_is_not_known_is_refused(content):
    with pytest.raises(ValidationError):
        files.sniff(io.BytesIO(content))


def test_a_document_with_macros_is_refused():
    names = ("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")

    with pytest.raises(ValidationError):
        files.sniff(archive(*names))


def test_a_family_that_is_not_asked_for_is_refused():
    with pytest.raises(ValidationError, match="Gambar"):
        files.sniff(io.BytesIO(b"%PDF-1.7"), allowed=(Family.PICTURE,))


def test_what_is_too_large_is_told_its_size(monkeypatch):
    monkeypatch.setitem(files.LIMITS, Family.PDF, 1_000_000)
    content = io.BytesIO(b"%PDF-1.7" + b"x" * 1_500_000)

    with pytest.raises(ValidationError, match="1,5 MB; paling besar 1 MB"):
        files.sniff(content)


def test_a_picture_becomes_three_widths_of_webp():
    made = pictures.renditions(picture())

    assert [(each.width, each.height) for each in made] == [
        (480, 240),
        (960, 480),
        (1600, 800),
    ]
    assert all(files.sniff(io.BytesIO(each.content)) == files.WEBP for each in made)


def test_a_small_picture_is_never_enlarged():
    made = pictures.renditions(picture(size=(600, 300)))

    assert [each.width for each in made] == [480, 600]


def test_where_a_picture_was_taken_is_left_behind_and_it_stands_upright():
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif.get_ifd(GPS)[1] = "S"

    made = pictures.renditions(picture(exif=exif))[0]

    kept = Image.open(io.BytesIO(made.content))
    assert not kept.getexif()
    assert not {"exif", "icc_profile", "xmp"} & set(kept.info)
    assert kept.height > kept.width


def test_a_broken_picture_says_so():
    whole = picture().getvalue()

    with pytest.raises(ValidationError, match="rusak"):
        pictures.renditions(io.BytesIO(whole[: len(whole) // 2]))


def test_what_people_send_has_no_address_unless_it_is_public():
    name = storages["default"].save("surat.pdf", ContentFile(b"%PDF-"))

    with pytest.raises(ValueError, match="not accessible via a URL"):
        storages["default"].url(name)

    assert storages["public"].url("a.webp") == "/media/a.webp"
    storages["default"].delete(name)
