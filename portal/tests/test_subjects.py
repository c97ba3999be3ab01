"""A proposal about a document: the text goes on changing, the version meant stays."""

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from alliances.decisions.links import propose_url
from alliances.decisions.models import Proposal, ProposalText
from alliances.decisions.tests.factories import make_proposal, make_voter, rewrite
from alliances.documents.models import Document
from alliances.documents.tests.factories import (
    make_document,
    make_edition,
    section_of,
    write,
)
from alliances.tests.factories import make_alliance, make_steward
from common.decisions import Refused
from network.models import Organization

pytestmark = pytest.mark.django_db
CHANGED = "Naskah itu sudah berubah"


@pytest.fixture
def document() -> Document:
    return make_document()


@pytest.fixture
def steward(document: Document) -> User | None:
    return document.created_by


def meant_by(proposal: Proposal) -> list[int | None]:
    texts = ProposalText.objects.filter(proposal=proposal).order_by("number")
    return list(texts.values_list("subject_version", flat=True))


def change(document: Document, author: User, words: str) -> None:
    write(author=author, section=section_of(document), text=f"<p>{words}</p>")


def propose(document: Document, **asked: Any) -> tuple[Proposal, list[User]]:
    proposal, people = make_proposal(
        alliance=document.alliance, subject=document, **asked
    )
    return proposal, [person for person, _organization in people]


def test_a_proposal_keeps_the_version_it_is_about_and_says_when_that_is_old(
    client, document, steward
):
    proposal, people = propose(document)
    [number] = meant_by(proposal)
    client.force_login(people[1])
    before = client.get(proposal.get_absolute_url()).text

    change(document, steward, "Sama sekali lain.")
    after = client.get(proposal.get_absolute_url()).text

    kept = document.versions.get(number=number)
    newest = document.versions.order_by("-number").values_list("number", flat=True)[0]
    assert "Bank sampah ramai" in kept.sections[1]["body"]
    assert kept.get_absolute_url() in before
    assert CHANGED not in before
    assert CHANGED in after
    assert f"versi/banding/?dari={number}&amp;ke={newest}" in after
    assert document.title in client.get(kept.get_absolute_url()).text


def test_what_is_fixed_already_is_not_kept_twice(document, steward):
    edition = make_edition(steward=steward, document=document)

    first, _people = propose(document)
    second, _others = propose(document)

    assert meant_by(first) == meant_by(second) == [edition.number]


def test_an_amendment_goes_on_meaning_the_same_or_moves_on(client, document, steward):
    proposal, people = propose(document)
    rewrite(proposal, people[0], "Dikirim bulan Juli.")
    change(document, steward, "Sama sekali lain.")
    client.force_login(people[0])
    manage = reverse("decisions:manage", args=[document.alliance.slug, proposal.pk])
    asked = client.get(manage).text
    amend = reverse("decisions:amend", args=[document.alliance.slug, proposal.pk])
    typed = {"body": "Dikirim bulan Juli.", "because": "Menyusul", "version": "2"}

    same = client.post(amend, typed)
    moved = client.post(amend, {**typed, "moves_on": "on"})

    assert 'name="moves_on"' in asked
    assert (same.status_code, moved.status_code) == (422, 302)
    first, second, third = meant_by(proposal)
    assert first == second != third
    kept = document.versions.get(number=third)
    assert kept.sections[1]["body"] == "<p>Sama sekali lain.</p>"
    assert CHANGED not in client.get(proposal.get_absolute_url()).text
    past = client.get(
        reverse("decisions:past", args=[document.alliance.slug, proposal.pk])
    ).text
    assert kept.get_absolute_url() in past


def test_who_does_not_write_it_means_what_was_published(client):
    alliance = make_alliance()
    steward = make_steward(alliance=alliance)
    document = make_document(
        alliance=alliance, author=steward, circle=Document.Circle.SOCIETY
    )
    official, _office = make_voter(alliance=alliance, kind=Organization.Kind.GOVERNMENT)
    client.force_login(official)
    address = propose_url(alliance=alliance, subject=document)
    assert client.get(address).status_code == 404
    with pytest.raises(Refused, match="tidak terbuka"):
        propose(document, person=official)
    edition = make_edition(steward=steward, document=document)
    change(document, steward, "Masih ditulis di antara kita.")

    theirs, _people = propose(document, person=official)
    inside, _others = propose(document, person=steward)

    assert meant_by(theirs) == [edition.number]
    assert meant_by(inside) != [edition.number]
    shown = client.get(theirs.get_absolute_url()).text
    hidden = client.get(inside.get_absolute_url()).text
    assert edition.get_absolute_url() in shown
    assert CHANGED not in shown
    assert "Versi yang dimusyawarahkan" not in hidden
