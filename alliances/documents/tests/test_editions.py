"""What is frozen and published is what was read and signed, to the letter."""

import pytest

from accounts.tests.factories import make_person
from alliances.actions import joining
from alliances.documents.actions import publishing, signing, versions
from alliances.documents.models import Document, Signature
from alliances.documents.tests.factories import (
    make_edition,
    make_writer,
    open_edition,
    section_of,
    url,
    write,
)
from common.decisions import Refused
from network.models import Membership

pytestmark = pytest.mark.django_db


def sign(person, version):
    return signing.sign(
        person=person,
        version=version,
        organization=person.memberships.get().organization,
        role="Ketua",
    )


def change(document, author, words="Satu huruf saja."):
    write(author=author, section=section_of(document), text=f"<p>{words}</p>")
    document.refresh_from_db()


def test_what_was_signed_is_published_though_the_text_went_on(
    document, steward, editor
):
    signed = open_edition(steward=steward, document=document)
    sign(editor, signed)
    change(document, editor)

    published = publishing.publish(steward=steward, version=signed)

    document.refresh_from_db()
    assert published.pk == signed.pk == document.published_id
    assert published.signatures.standing().count() == 1
    assert publishing.has_changed(document)


def test_a_text_that_changed_after_it_was_read_is_not_frozen(document, steward, editor):
    read = versions.digest_of(document)
    change(document, editor)

    with pytest.raises(Refused, match="baru saja berubah"):
        publishing.open_signing(steward=steward, document=document, digest=read)


def test_an_unchanged_text_is_no_new_version(document, steward):
    edition = make_edition(steward=steward, document=document)

    with pytest.raises(Refused, match="sudah terbit"):
        publishing.publish(steward=steward, version=edition)
    with pytest.raises(Refused, match="belum berubah"):
        open_edition(steward=steward, document=document)


def test_an_edition_that_a_newer_one_followed_is_not_published(
    document, steward, editor
):
    older = open_edition(steward=steward, document=document)
    change(document, editor)
    open_edition(steward=steward, document=document)

    with pytest.raises(Refused, match="versi terakhir"):
        publishing.publish(steward=steward, version=older)


def test_only_stewards_freeze_and_publish(document, steward, editor):
    with pytest.raises(Refused, match="pengurus"):
        open_edition(steward=editor, document=document)
    edition = open_edition(steward=steward, document=document)
    with pytest.raises(Refused, match="pengurus"):
        publishing.publish(steward=editor, version=edition)


def test_the_page_publishes_what_it_showed_and_freezes_what_it_showed(
    client, document, steward, editor
):
    client.force_login(steward)
    signed = open_edition(steward=steward, document=document)
    sign(editor, signed)
    change(document, editor, "Pertama.")
    page = client.get(url(document, "signing"))
    shown = {"version": signed.number, "digest": page.context["digest"]}
    change(document, editor, "Kedua.")

    stale = client.post(url(document, "open_signing"), {**shown, "news": "Angka baru."})
    published = client.post(url(document, "publish"), shown)
    document.refresh_from_db()

    assert "Terbitkan Versi 1 (1 tanda tangan)" in page.text
    assert "Bekukan naskah sekarang sebagai Versi 2" in page.text
    assert stale.status_code == 422
    assert "baru saja berubah" in stale.text
    assert "Angka baru." in stale.text
    assert published.status_code == 302
    assert document.edition_id == document.published_id == signed.pk


def test_the_public_page_counts_who_agreed_to_this_text(
    client, document, steward, editor, alliance
):
    other = make_writer(alliance=alliance, role=Membership.Role.EDITOR)
    first = make_edition(steward=steward, document=document)
    for person in (editor, other):
        sign(person, first)
    change(document, editor)
    sign(other, make_edition(steward=steward, document=document))

    page = client.get(document.get_absolute_url())
    [listed] = Document.objects.for_list()

    assert "1 penanda tangan · 1 belum mengonfirmasi" in page.text
    assert listed.signed == 1


def test_an_organization_that_left_takes_its_name_back(
    client, document, steward, editor, alliance
):
    given = sign(editor, open_edition(steward=steward, document=document))
    membership = alliance.memberships.get(organization=given.organization)
    joining.leave(person=editor, membership=membership)
    change(document, steward, "Rahasia sesudahnya.")
    client.force_login(editor)

    page = client.get(url(document, "signing"))
    gone = client.get(url(document, "workshop"))
    client.post(url(document, "withdraw", given.pk), {"reason": "Kami sudah keluar."})
    after = client.get(url(document, "signing"))
    client.force_login(make_person())
    stranger = client.get(url(document, "signing"))

    assert "Tarik tanda tangan" in page.text
    assert [gone.status_code, stranger.status_code] == [404, 404]
    assert "Kami sudah keluar." in after.text
    assert Signature.objects.get().withdrawn_at is not None


def test_a_name_whose_organization_left_stays_and_says_so(
    client, document, steward, editor, alliance
):
    given = sign(editor, make_edition(steward=steward, document=document))
    membership = alliance.memberships.get(organization=given.organization)

    before = client.get(document.get_absolute_url())
    joining.leave(person=editor, membership=membership)
    after = client.get(document.get_absolute_url())

    assert "sudah keluar dari aliansi" not in before.text
    assert given.organization.name in after.text
    assert "sudah keluar dari aliansi" in after.text
