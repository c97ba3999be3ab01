"""XML made by strangers: read by local names, and refused where it would do harm."""

import io

import pytest

from common import markup
from common.markup import Limits, Malformed

LAUGHS = b"""<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>"""
OUTSIDE = b"""<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>"""


def test_names_lose_their_namespaces_and_cdata_is_text():
    root = markup.tree(
        b'<m:a xmlns:m="urn:m" m:id="1"><m:b><![CDATA[<p>ya & tidak</p>]]></m:b></m:a>'
    )

    assert (root.tag, root.get("id")) == ("a", "1")
    assert markup.said(root, "b") == "<p>ya & tidak</p>"
    assert markup.said(root, "c") == ""


def test_an_element_knows_its_line():
    root = markup.tree(b"<a>\n<b/>\n\n<c>\n</c></a>")

    assert [markup.line(each) for each in root.iter()] == [1, 2, 4]


def test_what_is_said_before_an_element_belongs_to_it_alone():
    root = markup.tree(b"<a><!-- one --><b><c/></b><d/></a>")

    assert [markup.comment(each) for each in root.iter()] == ["", "one", "", ""]


def test_of_a_long_document_only_what_is_wanted_is_built():
    rows = b"".join(b"<row><n>%d</n></row>" % n for n in range(20_000))
    file = io.BytesIO(b"<all><other><n>0</n></other>" + rows + b"</all>")

    found = [markup.said(row, "n") for row in markup.elements(file, "row")]

    assert found == [str(n) for n in range(20_000)]


@pytest.mark.parametrize(
    "content",
    [
        LAUGHS,
        OUTSIDE,
        b'<!DOCTYPE html SYSTEM "http://contoh.id/a.dtd"><html/>',
        b"<a>&nbsp;</a>",
        b"<a><b></a>",
        b"<a/><b/>",
        b"",
        b"not XML",
        b'<?xml version="1.0" encoding="no-such"?><a/>',
        b"<a>" * 200 + b"</a>" * 200,
        b"<a>" * 200_000,
    ],
)
def test_what_could_do_harm_or_is_broken_is_refused(content):
    with pytest.raises(Malformed):
        markup.tree(content)


def test_elements_are_counted():
    with pytest.raises(Malformed):
        markup.tree(b"<a>" + b"<b/>" * 50 + b"</a>", Limits(elements=50))
