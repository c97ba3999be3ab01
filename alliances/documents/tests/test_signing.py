"""Editions, names under them, and who may see and do what."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.utils import timezone

from accounts.tests.factories import make_person
from alliances.documents import summaries
from alliances.documents.actions import (
    reviewing,
    signing,
    versions,
)
from alliances.documents.models import Document, Review, Signature
from alliances.documents.tests.factories import (
    make_document,
    make_edition,
    make_writer,
    open_edition,
    section_of,
    write,
)
from alliances.documents.text import canonical
from alliances.tests.factories import make_alliance
from common.decisions import Refused
from common.models import JournalEntry
from network.models import Membership, Organization
from notices.models import Notice

pytestmark = pytest.mark.django_db
EDITOR = Membership.Role.EDITOR


def organization_of(person):
    return person.memberships.get().organization


def fresh(document):
    return Document.objects.select_related("alliance", "edition", "published").get(
        pk=document.pk
    )


def test_drafts_are_for_members_and_what_is_published_for_all(alliance, steward):
    document = make_document(alliance=alliance, author=steward)
    member = make_writer(alliance=alliance)
    stranger = make_person()

    before = [document.is_visible_to(one) for one in (member, steward, stranger)]
    make_edition(steward=steward, document=document)
    after = [document.is_visible_to(one) for one in (stranger, AnonymousUser())]

    assert before == [True, True, False]
    assert after == [True, True]
    assert not Document.objects.open_to(stranger).exists()


def test_a_draft_of_civil_society_is_hidden_from_government(alliance, steward):
    circle = Document.Circle.SOCIETY
    document = make_document(alliance=alliance, author=steward, circle=circle)
    oms = make_writer(alliance=alliance)
    agency = make_writer(alliance=alliance, kind=Organization.Kind.GOVERNMENT)

    assert document.is_visible_to(oms)
    assert not document.is_visible_to(agency)


def test_an_edition_proves_the_text_that_was_signed(document, steward, alliance):
    editor = make_writer(alliance=alliance, role=EDITOR)
    edition = open_edition(steward=steward, document=document)

    given = signing.sign(
        person=editor,
        version=edition,
        organization=organization_of(editor),
        role="Ketua",
    )

    assert given.digest == edition.digest == canonical.digest(edition.content)
    assert fresh(document).state == Document.State.SIGNING
    assert JournalEntry.objects.filter(deed="documents.signed").count() == 1


def test_who_acts_for_an_organization_but_does_not_manage_it_cannot_sign(
    document, steward, alliance
):
    member = make_writer(alliance=alliance)
    edition = make_edition(steward=steward, document=document)

    with pytest.raises(Refused, match="pengelola"):
        signing.sign(
            person=member,
            version=edition,
            organization=organization_of(member),
            role="Staf",
        )


def test_an_organization_outside_the_alliance_cannot_sign(document, steward):
    elsewhere = make_writer(alliance=make_alliance(), role=EDITOR)
    edition = make_edition(steward=steward, document=document)

    with pytest.raises(Refused, match="bukan anggota"):
        signing.sign(
            person=elsewhere,
            version=edition,
            organization=organization_of(elsewhere),
            role="Ketua",
        )


def test_a_changed_text_asks_again_and_the_page_says_who_has_not_confirmed(
    document, steward, alliance
):
    editor = make_writer(alliance=alliance, role=EDITOR)
    organization = organization_of(editor)
    first = make_edition(steward=steward, document=document)
    signing.sign(person=editor, version=first, organization=organization, role="Ketua")
    write(author=steward, section=section_of(document), text="<p>Lain sama sekali.</p>")

    second = make_edition(steward=steward, document=fresh(document))
    before = summaries.signatories(document, second)
    signing.sign(person=editor, version=second, organization=organization, role="Ketua")
    after = summaries.signatories(document, second)

    assert (before.confirmed, before.unconfirmed) == (0, 1)
    assert before.provinces[0][1][0].edition == 1
    assert (after.confirmed, after.unconfirmed) == (1, 0)
    assert Notice.objects.filter(
        person=editor,
        key=f"documents.edition:{second.pk}",
        title__contains="konfirmasi",
    ).exists()


def test_an_older_edition_is_signed_no_more(document, steward, alliance):
    editor = make_writer(alliance=alliance, role=EDITOR)
    first = make_edition(steward=steward, document=document)
    write(author=steward, section=section_of(document), text="<p>Lain.</p>")
    make_edition(steward=steward, document=fresh(document))

    with pytest.raises(Refused, match="versi terakhir"):
        signing.sign(
            person=editor,
            version=first,
            organization=organization_of(editor),
            role="Ketua",
        )


def test_a_withdrawal_is_dated_and_stays_to_be_seen(document, steward, alliance):
    editor = make_writer(alliance=alliance, role=EDITOR)
    organization = organization_of(editor)
    edition = make_edition(steward=steward, document=document)
    given = signing.sign(
        person=editor, version=edition, organization=organization, role="Ketua"
    )

    signing.withdraw(person=editor, signature=given, reason="Rapat anggota menolak.")
    found = summaries.signatories(document, edition)
    with pytest.raises(Refused, match="sudah ditarik"):
        signing.sign(
            person=editor, version=edition, organization=organization, role="Ketua"
        )

    assert (found.confirmed, found.unconfirmed) == (0, 0)
    assert found.withdrawn[0].signature.withdrawal == "Rapat anggota menolak."
    assert found.withdrawn[0].signature.withdrawn_at is not None


def test_a_review_is_answered_by_organizations_and_reminded(
    document, steward, alliance
):
    rina = make_writer(alliance=alliance, name="Rina Lestari")
    teguh = make_writer(alliance=alliance, name="Teguh Sumarsono")
    asked = [organization_of(rina), organization_of(teguh)]
    round_ = reviewing.open_round(
        steward=steward,
        document=document,
        due_at=timezone.now() + timedelta(hours=20),
        organizations=asked,
    )
    review = round_.reviews.get(organization=asked[0])

    reviewing.answer(person=rina, review=review, state=Review.State.AGREED)
    reviewing.remind()
    reviewing.remind()
    with pytest.raises(Refused):
        reviewing.answer(person=teguh, review=review, state=Review.State.CHANGES)

    reminded = Notice.objects.filter(key__startswith="documents.review:")
    assert [notice.person for notice in reminded] == [teguh]
    assert fresh(document).state == Document.State.REVIEW
    with pytest.raises(Refused, match="sedang ditinjau"):
        reviewing.open_round(
            steward=steward,
            document=document,
            due_at=timezone.now() + timedelta(days=2),
            organizations=asked,
        )


def test_a_closed_round_takes_no_answers(document, steward, alliance):
    rina = make_writer(alliance=alliance)
    round_ = reviewing.open_round(
        steward=steward,
        document=document,
        due_at=timezone.now() + timedelta(days=2),
        organizations=[organization_of(rina)],
    )
    reviewing.close_round(steward=steward, round_=round_)

    with pytest.raises(Refused, match="ditutup"):
        reviewing.answer(
            person=rina, review=round_.reviews.get(), state=Review.State.AGREED
        )
    assert fresh(document).state == Document.State.DRAFT


def test_a_text_under_review_stays_as_it_was_laid_before(document, steward, alliance):
    rina = make_writer(alliance=alliance)
    round_ = reviewing.open_round(
        steward=steward,
        document=document,
        due_at=timezone.now() + timedelta(days=2),
        organizations=[organization_of(rina)],
    )
    laid = round_.version.digest
    write(author=rina, section=section_of(document), text="<p>Sesudahnya.</p>")
    round_.version.refresh_from_db()

    assert round_.version.digest == laid
    assert versions.content_of(document) != round_.version.content


def test_stewards_hear_of_names_given_and_taken_back_also_after_publication(
    document, steward, alliance
):
    editor = make_writer(alliance=alliance, role=EDITOR)
    organization = organization_of(editor)
    alliance.stewards.create(person=editor)
    edition = make_edition(steward=steward, document=document)
    told = Notice.objects.filter(key__startswith="documents.signature:")

    given = signing.sign(
        person=editor, version=edition, organization=organization, role="Ketua"
    )
    signing.withdraw(person=editor, signature=given, reason="Isinya berubah arah.")

    titles = told.filter(person=steward).order_by("pk").values_list("title", "text")
    assert list(titles) == [
        (
            f"{organization} menandatangani “{edition.title}”",
            f"{editor.name}, Ketua",
        ),
        (
            f"{organization} menarik tanda tangannya dari “{edition.title}”",
            "Isinya berubah arah.",
        ),
    ]
    assert not told.exclude(person=steward).exists()


@pytest.mark.django_db(transaction=True)
def test_an_organization_signs_once_however_many_press(alliance, steward):
    document = make_document(alliance=alliance, author=steward)
    first = make_writer(alliance=alliance, role=EDITOR)
    organization = organization_of(first)
    second = make_writer(alliance=alliance, role=EDITOR, organization=organization)
    edition = make_edition(steward=steward, document=document)
    together, answers = Barrier(2), []

    def press(person):
        together.wait()
        try:
            signing.sign(
                person=person, version=edition, organization=organization, role="Ketua"
            )
            answers.append("signed")
        except Refused:
            answers.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=press, args=[person]) for person in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["refused", "signed"]
    assert Signature.objects.count() == 1
