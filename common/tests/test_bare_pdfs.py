"""PDFs lose their properties, and keep what can be read."""

import io

import pikepdf
import pytest
import typst
from django.core.exceptions import ValidationError
from pikepdf import Dictionary, Encryption, Name
from PIL import Image

from common.bare import bared
from common.tests.factories import PDF

NAME = b"Yohana Bura"


def photograph():
    made = io.BytesIO()
    written = Image.Exif()
    written[0x010F] = NAME.decode()
    Image.new("RGB", (8, 8)).save(made, "JPEG", exif=written, comment=NAME)
    return made.getvalue()


def paper(change=None, **saved):
    """A page with a photograph, and the name wherever programs write it."""
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        shown = {"Type": Name.XObject, "Subtype": Name.Image, "Width": 8, "Height": 8}
        shown |= {"ColorSpace": Name.DeviceRGB, "BitsPerComponent": 8}
        picture = pdf.make_stream(photograph(), Filter=Name.DCTDecode, **shown)
        picture.Metadata = pdf.make_stream(b"<x>%s</x>" % NAME)
        page = pdf.add_blank_page()
        page.obj.Resources = Dictionary(XObject=Dictionary(P=picture))
        page.obj.Contents = pdf.make_stream(b"q 9 0 0 9 0 0 cm /P Do Q % terbaca")
        page.obj.PieceInfo = Dictionary(App=Dictionary(Private=NAME.decode()))
        pdf.docinfo["/Author"] = NAME.decode()
        with pdf.open_metadata() as written:
            written["dc:creator"] = [NAME.decode()]
        if change:
            change(pdf)
        pdf.save(made, compress_streams=False, **saved)
    return made.getvalue()


def signed(pdf):
    signature = Dictionary(Type=Name.Sig, ByteRange=[0, 1, 2, 3], Contents="tanda")
    pdf.Root.AcroForm = Dictionary(Fields=[pdf.make_indirect(signature)], SigFlags=3)


def test_properties_are_left_behind_and_the_page_stays():
    content = paper()
    made = bared(io.BytesIO(content), ".pdf")

    assert content.count(NAME) >= 5
    assert made is not None
    kept = made.read()
    assert NAME not in kept
    assert b"% terbaca" in kept
    with pikepdf.open(io.BytesIO(kept)) as pdf:
        drawn = pdf.pages[0].Resources.XObject.P
        assert isinstance(drawn, pikepdf.Stream)
        picture = pikepdf.PdfImage(drawn)
        assert picture.as_pil_image().size == (8, 8)


def test_what_lies_packed_is_found_too():
    written = typst.compile(b'#set document(author: "Yohana Bura")\nIsi.')
    packed = paper(object_stream_mode=pikepdf.ObjectStreamMode.generate)
    for_all = paper(encryption=Encryption(owner="kunci", user=""))

    for content in (written, packed, for_all, PDF, PDF + b"sisa" * 99):
        made = bared(io.BytesIO(content), ".pdf")
        assert made is not None
        kept = made.read()
        assert NAME not in kept
        with pikepdf.open(io.BytesIO(kept)) as pdf:
            assert not pdf.docinfo
            assert "/Metadata" not in pdf.Root
            assert len(pdf.pages) == 1


def test_what_is_signed_or_locked_is_left_as_it_is():
    locked = paper(encryption=Encryption(owner="kunci", user="rahasia"))

    for content in (paper(signed), locked):
        assert bared(io.BytesIO(content), ".pdf") is None


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-" + bytes(99), PDF[:150]])
def test_what_is_broken_is_refused(content):
    with pytest.raises(ValidationError, match="rusak"):
        bared(io.BytesIO(content), ".pdf")
