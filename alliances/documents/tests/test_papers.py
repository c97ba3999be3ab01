"""Papers: whatever people wrote or pasted, a file comes of it that says the same."""

import io

import pytest
from django.urls import reverse
from docx import Document as Word

from alliances.documents.actions import signing
from alliances.documents.models import Version
from alliances.documents.paper import pdf, word
from alliances.documents.tests.factories import (
    make_document,
    make_edition,
    make_writer,
    section_of,
    write,
)
from alliances.documents.text import plain, tables
from alliances.documents.text.tree import parse, tidy
from common import richtext
from network.models import Membership

pytestmark = pytest.mark.django_db
TABLE = (
    "<table><tr><th rowspan='2'>Desa</th><th colspan='2'>Ton</th></tr>"
    "<tr><td>2024</td><td>2025</td></tr><tr><td>Kaliori</td><td>9</td><td>11</td></tr>"
    "</table>"
)


def edition_of(steward, body):
    alliance = steward.stewardships.get().alliance
    document = make_document(alliance=alliance, author=steward, body=body)
    return make_edition(steward=steward, document=document)


def read(version):
    return Word(io.BytesIO(word.docx(version)))


def test_signs_that_say_nothing_stop_no_paper(steward):
    version = edition_of(steward, "<p>Dari Word.</p>")
    content = version.content
    content["title"] = "Judul\x0b tempel"
    content["sections"][1] |= {
        "title": "Masa\x02lah",
        "body": "<p>Dua\x0c baris\x1b</p>",
    }
    Version.objects.filter(pk=version.pk).update(content=content)
    version.refresh_from_db()

    said = [line.text for line in read(version).paragraphs]

    assert {"Judul tempel", "Masalah", "Dua baris"} <= set(said)
    assert pdf.pdf(version).startswith(b"%PDF")


def test_what_is_written_is_kept_without_them_and_no_address_hides_behind_one():
    html = "<p>Satu\x0b dua &#27;tiga</p><a href='java&#1;script:alert(1)'>x</a>"

    cleaned = richtext.clean(html)

    assert richtext.UNSAID.search(cleaned) is None
    assert "Satu dua tiga" in cleaned
    assert "javascript" not in cleaned


def test_a_list_that_begins_nowhere_stops_neither_phone_nor_paper(steward):
    body = tidy("<ol start='abc'><li>satu</li></ol><ol start='7'><li>tujuh</li></ol>")

    text = plain.written(body)

    assert text == "1. satu\n\n7. tujuh"
    assert plain.read(text, body) == body
    assert pdf.pdf(edition_of(steward, body)).startswith(b"%PDF")


def test_every_numbered_list_counts_for_itself(steward):
    lists = "<ol><li>a</li><li>b</li></ol><p>Lalu.</p><ol start='5'><li>c</li></ol>"

    paper = read(edition_of(steward, lists))

    numbers = {
        line.text: line._p.pPr.numPr.numId.val
        for line in paper.paragraphs
        if line.text in ("a", "b", "c")
    }
    numbering = paper.part.numbering_part.element
    starts = {
        name: numbering.num_having_numId(number).lvlOverride_lst[0].startOverride.val
        for name, number in numbers.items()
    }
    assert numbers["a"] == numbers["b"] != numbers["c"]
    assert starts == {"a": 1, "b": 1, "c": 5}


def test_cells_stand_where_they_stood(steward):
    version = edition_of(steward, TABLE)

    [table] = read(version).tables

    shown = [[cell.text for cell in row.cells] for row in table.rows]
    assert shown == [
        ["Desa", "Ton", "Ton"],
        ["Desa", "2024", "2025"],
        ["Kaliori", "9", "11"],
    ]
    assert pdf.pdf(version).startswith(b"%PDF")


def test_cells_that_claim_the_same_place_share_it_out():
    rows = (
        "<tr><td>a</td><td rowspan='9'>b</td></tr>"
        "<tr><td colspan='3'>c</td><td>d</td></tr>"
    )
    [table] = parse(f"<table>{rows}</table>").find("table")

    places = [
        (place.row, place.column, place.height, place.width)
        for place in tables.placed(table)
    ]

    assert places == [(0, 0, 1, 1), (0, 1, 2, 1), (1, 0, 1, 1), (1, 2, 1, 1)]


def test_a_title_is_kept_without_signs_that_say_nothing(client, steward):
    version = edition_of(steward, "<p>Isi.</p>")
    document = version.document
    writer = make_writer(alliance=document.alliance)
    client.force_login(writer)
    section = section_of(document)
    base = f"{document.workshop_url}"

    client.post(f"{base}bagian/{section.pk}/judul/", {"title": "Masa\x0blah"})
    client.post(f"{base}rincian/", {"kind": "brief", "title": "Ju\x0bdul"})
    write(author=writer, section=section, text="<p>Satu\x0b.</p>")
    document.refresh_from_db()
    section.refresh_from_db()

    assert (document.title, section.title) == ("Judul", "Masalah")
    assert section.body == "<p>Satu.</p>"


def test_a_paper_is_made_once_and_anew_when_somebody_signs(client, steward):
    version = edition_of(steward, "<p>Isi.</p>")
    document = version.document
    editor = make_writer(alliance=document.alliance, role=Membership.Role.EDITOR)
    arguments = [document.alliance.slug, document.slug, version.number]
    address = reverse("documents:docx", args=arguments)

    first = client.get(address)
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    signing.sign(
        person=editor,
        version=version,
        organization=editor.memberships.get().organization,
        role="Ketua yayasan",
    )
    signed = client.get(address, headers={"if-none-match": first["ETag"]})

    assert [first.status_code, again.status_code] == [200, 304]
    assert "public" in first["Cache-Control"]
    assert signed.status_code == 200
    said = [line.text for line in Word(io.BytesIO(signed.content)).paragraphs]
    assert any("Ketua yayasan" in line for line in said)


def test_a_paper_that_is_not_published_is_nobody_elses_to_keep(client, steward):
    alliance = steward.stewardships.get().alliance
    document = make_document(alliance=alliance, author=steward)
    client.force_login(steward)

    for name in ("pdf", "docx"):
        number = document.versions.latest("number").number
        address = reverse(
            f"documents:{name}", args=[alliance.slug, document.slug, number]
        )
        assert "private" in client.get(address)["Cache-Control"]
