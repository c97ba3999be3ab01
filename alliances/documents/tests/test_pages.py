"""The pages of documents: who gets them, what they cost, what they say."""

import io
import uuid
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.tests.factories import make_person
from alliances.documents.actions import commenting, composing, reviewing, signing
from alliances.documents.models import Alternative, Document
from alliances.documents.tests.factories import (
    BODY,
    make_edition,
    make_writer,
    section_of,
    url,
    write,
)
from common.decisions import Refused
from common.models import JournalEntry
from network.models import Membership

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


def make_picture():
    kept = io.BytesIO()
    Image.new("RGB", (640, 360), "teal").save(kept, "JPEG")
    return SimpleUploadedFile("foto.jpg", kept.getvalue())


def test_strangers_find_no_draft_and_everybody_reads_what_is_published(
    client, alliance, steward, document
):
    shelf = reverse("documents:index", args=[alliance.slug])
    empty = client.get(shelf)
    hidden = [
        client.get(url(document, name)).status_code
        for name in ("document", "changelog")
    ]
    client.force_login(make_person())
    hidden += [
        client.get(url(document, name)).status_code
        for name in ("workshop", "comments", "review", "signing", "versions")
    ]
    client.logout()
    edition = make_edition(steward=steward, document=document)

    page = client.get(document.get_absolute_url())
    listed = client.get(shelf)
    proof = client.get(edition.proof_url)
    text = client.get(url(document, "text", edition.number))

    assert "Belum ada naskah" in empty.text
    assert set(hidden) == {404}
    assert "peraturan desa sendiri" in page.text
    assert 'property="og:image"' in page.text
    assert document.title in listed.text
    assert edition.digest in proof.text
    assert "Teks ini utuh." in proof.text
    assert text.text.startswith("lokadaya-naskah-1")


def test_a_document_is_begun_from_a_template(client, alliance, writer):
    page = client.get(reverse("documents:new", args=[alliance.slug]))

    answer = client.post(
        reverse("documents:new", args=[alliance.slug]),
        {"kind": "contingency", "title": "Rencana banjir", "circle": "members"},
    )
    document = Document.objects.get()
    workshop = client.get(answer["Location"])

    assert "Rencana kontingensi" in page.text
    assert document.sections.count() == 7
    assert "Tanda-tanda dan pemicu" in workshop.text
    assert document.slug == "rencana-banjir"


def test_the_editing_page_comes_plain_and_rich_and_saves_without_scripts(
    client, document, writer
):
    section = section_of(document)
    held = client.post(url(document, "hold", section.pk), {"cara": "biasa"})
    plain = client.get(held["Location"])
    rich = client.get(url(document, "edit", section.pk), {"cara": "lengkap"})
    form = plain.context["form"]
    fields = {name: form.initial[name] for name in ("sitting", "revision", "turn")}

    saved = client.post(
        url(document, "finish", section.pk),
        {**fields, "is_plain": "1", "text": "Dari telepon.\n\n- satu\n- dua"},
    )
    section.refresh_from_db()

    assert "data-editor=" not in plain.text
    assert "data-editor=" in rich.text
    assert saved.status_code == 302
    assert section.body.startswith("<p>Dari telepon.</p>\n<ul>")
    assert section.holder() is None


def test_what_is_typed_is_kept_and_shown_again(client, document, writer):
    section = section_of(document)
    fields = {"sitting": uuid.uuid4(), "revision": 1, "turn": 1, "is_plain": "1"}

    kept = client.post(
        url(document, "keep", section.pk), {**fields, "text": "Setengah kalimat"}
    )
    again = client.get(url(document, "edit", section.pk))
    broken = client.post(url(document, "keep", section.pk), {"text": "x"})

    assert kept.json()["holder"] == ""
    assert "Setengah kalimat" in again.text
    assert str(fields["sitting"]) in again.text
    assert broken.status_code == 422


def test_an_alternative_is_shown_beside_its_section_and_decided_on(
    client, document, writer
):
    section = section_of(document)
    beside = Alternative.objects.create(
        section=section,
        author=make_person(name="Rina Lestari"),
        base=BODY,
        body=BODY.replace("ramai", "sesak"),
        written_at=timezone.now(),
    )

    workshop = client.get(document.workshop_url)
    page = client.get(url(document, "alternative", beside.pk))
    client.post(url(document, "settle", beside.pk, "ambil"))
    section.refresh_from_db()

    assert "Versi lain dari Rina Lestari" in workshop.text
    assert "<ins>sesak </ins>" in page.text
    assert "sesak" in section.body


def test_two_versions_are_compared_by_words(client, document, writer):
    section = section_of(document)
    write(author=writer, section=section, text=BODY.replace("ramai", "sesak"))
    old, new = document.versions.order_by("number")[:2]

    page = client.get(url(document, "compare"), {"dari": old.number, "ke": new.number})
    strange = client.get(url(document, "compare"), {"dari": "x", "ke": new.number})

    assert "<del>ramai </del><ins>sesak </ins>" in page.text
    assert "Judul, jenis, dan ringkasan" not in page.text
    assert strange.status_code == 404


def test_a_changed_title_is_seen_before_it_is_confirmed(client, document, steward):
    before = make_edition(steward=steward, document=document)
    composing.describe(author=steward, document=document, title="Judul baru")
    after = make_edition(steward=steward, document=document)

    asked = {"dari": before.number, "ke": after.number}
    page = client.get(url(document, "compare"), asked)

    assert "Judul, jenis, dan ringkasan" in page.text
    assert "<ins>Judul baru</ins>" in page.text
    assert page.context["changes"] == 1


def test_an_organization_signs_by_form_and_the_public_sees_it(
    client, document, steward, writer
):
    edition = make_edition(steward=steward, document=document)
    organization = writer.memberships.get().organization
    fields = {
        "organization": organization.pk,
        "role": "Ketua",
        "version": edition.number,
    }

    unread = client.post(url(document, "sign"), fields)
    signed = client.post(url(document, "sign"), {**fields, "read": "on"})
    twice = client.post(url(document, "sign"), {**fields, "read": "on"})
    client.logout()
    page = client.get(document.get_absolute_url())

    assert [unread.status_code, signed.status_code, twice.status_code] == [
        422,
        302,
        422,
    ]
    assert organization.name in page.text
    assert "Sulawesi Selatan" in page.text


def test_it_leaves_as_pdf_and_word_with_its_pictures(client, document, writer):
    client.post(
        url(document, "pictures"), {"file": make_picture(), "alt": "Timbangan desa"}
    )
    picture = document.pictures.get()
    section = section_of(document)
    table = "<table><tr><th>Desa</th></tr><tr><td>24</td></tr></table>"
    lists = (
        "<ul><li>satu<ul><li>dalam</li></ul></li></ul><blockquote><p>Q</p></blockquote>"
    )
    write(
        author=writer,
        section=section,
        text=f'{BODY}<p><a href="https://contoh.id">x</a></p>{table}{lists}{picture.code}',
    )
    number = document.versions.order_by("-number")[0].number

    pdf = client.get(url(document, "pdf", number))
    docx = client.get(url(document, "docx", number))
    names = zipfile.ZipFile(io.BytesIO(docx.content)).namelist()

    assert pdf.content.startswith(b"%PDF")
    assert b"/Image" in pdf.content
    assert "word/document.xml" in names
    assert any(name.startswith("word/media/") for name in names)


def test_the_card_is_a_picture_of_what_is_published(client, document, steward):
    hidden = client.get(url(document, "card"))
    make_edition(steward=steward, document=document)

    card = client.get(url(document, "card"))

    assert hidden.status_code == 404
    assert card.content.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "name",
    [
        *("document", "workshop", "comments", "review", "signing", "versions"),
        *("changelog", "proof", "edit", "compare", "index"),
    ],
)
def test_every_page_costs_the_same_few_queries(
    client, alliance, steward, document, writer, name, django_assert_max_num_queries
):
    section = section_of(document)
    for _ in range(3):
        other = make_writer(alliance=alliance, role=Membership.Role.EDITOR)
        commenting.comment(author=other, section=section, body="Bagus.")
        write(author=other, section=section, text=f"{section.body}<p>Lagi.</p>")
    edition = make_edition(steward=steward, document=document)
    for membership in alliance.memberships.active():
        editor = membership.organization.memberships.get().person
        signing.sign(
            person=editor,
            version=edition,
            organization=membership.organization,
            role="Ketua",
        )
    more = {"proof": [edition.number], "edit": [section.pk]}.get(name, [])
    address = (
        reverse("documents:index", args=[alliance.slug])
        if name == "index"
        else url(document, name, *more)
    )
    asked = {"dari": 1, "ke": edition.number} if name == "compare" else {}
    client.get(address, asked)

    with django_assert_max_num_queries(MOST_QUERIES):
        answer = client.get(address, asked)

    assert answer.status_code == 200


def test_what_is_changed_after_publication_is_no_strangers_to_read(
    client, alliance, steward, document
):
    make_edition(steward=steward, document=document)
    title = document.title
    composing.describe(
        author=steward,
        document=document,
        title="Judul yang belum terbit",
        summary="Ringkasan rahasia.",
        kind=Document.Kind.POSITION,
    )

    pages = [
        client.get(reverse("documents:index", args=[alliance.slug])).text,
        client.get(document.get_absolute_url()).text,
        client.get(url(document, "changelog")).text,
        client.get(
            url(document, "proof", document.versions.get(edition=1).number)
        ).text,
    ]
    of_kind = client.get(
        reverse("documents:index", args=[alliance.slug]), {"jenis": "position"}
    )

    assert all(title in page for page in pages)
    assert not any("belum terbit" in page or "rahasia" in page for page in pages)
    assert "Pernyataan sikap" not in pages[1]
    assert title not in of_kind.text


def test_who_reads_the_draft_is_for_stewards_to_say(client, document, steward, writer):
    given = {"kind": "brief", "title": "Judul baru", "circle": "society"}
    page = client.get(url(document, "describe"))
    client.post(url(document, "describe"), given)
    document.refresh_from_db()
    by_writer = (document.title, document.circle)

    with pytest.raises(Refused, match="pengurus aliansi"):
        composing.describe(author=writer, document=document, circle="society")
    client.force_login(steward)
    client.post(url(document, "describe"), given)
    document.refresh_from_db()

    assert 'name="circle"' not in page.text
    assert by_writer == ("Judul baru", "members")
    assert document.circle == "society"
    assert JournalEntry.objects.filter(deed="documents.circle_changed").count() == 1


def test_an_answer_to_a_review_that_was_closed_meanwhile_is_not_lost(
    client, document, steward, writer
):
    organization = writer.memberships.get().organization
    round_ = reviewing.open_round(
        steward=steward,
        document=document,
        due_at=timezone.now() + timedelta(days=3),
        organizations=[organization],
    )
    reviewing.close_round(steward=steward, round_=round_)

    answer = client.post(
        url(document, "answer", round_.reviews.get().pk),
        {"state": "changes", "words": "Angka di bagian dua perlu sumber."},
    )

    assert answer.status_code == 422
    assert "sudah ditutup" in answer.text
    assert "Angka di bagian dua perlu sumber." in answer.text
