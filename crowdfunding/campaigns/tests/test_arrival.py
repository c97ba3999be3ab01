"""A worksheet's letter becomes a draft: one, whole, and never over somebody's edits."""

import uuid
from decimal import Decimal

import pytest
from django.conf import settings
from django.utils import timezone

from common.letters.models import OutgoingLetter
from common.letters.receiving import Letter, Rejected
from crowdfunding.campaigns import letters
from crowdfunding.campaigns.actions import editing, review
from crowdfunding.campaigns.models import Campaign
from crowdfunding.campaigns.tests.factories import arrive, make_form, worksheet_body
from crowdfunding.people.models import Person
from crowdfunding.people.tests.factories import make_person

pytestmark = pytest.mark.django_db


def edit(campaign: Campaign, **changes) -> Campaign:
    make_form("waktu")
    need = {
        "form_id": "waktu",
        "item": "Relawan",
        "quantity": Decimal(3),
        "unit": "hari",
        "value": None,
        "by": None,
    }
    values = {
        "title": campaign.title,
        "pitch": campaign.pitch,
        "story_text": campaign.story_text,
        "share_text": campaign.share_text,
        "place": campaign.place,
        "starts_on": campaign.starts_on,
        "ends_on": campaign.ends_on,
        "role": "Ketua",
        "consents_to_fee": True,
        "needs": [need],
    }
    return editing.edit(
        initiator=campaign.initiator, campaign=campaign, **{**values, **changes}
    )


def test_a_worksheet_becomes_a_draft_with_everything_in_it():
    body = worksheet_body()

    campaign = arrive(body)

    assert campaign.state == Campaign.State.DRAFT
    assert campaign.title == "Bank jelantah"
    assert campaign.problem == "Jelantah dibuang ke selokan."
    assert campaign.evidence == [{"text": "Catatan", "url": "https://data.contoh.id/a"}]
    assert campaign.regency_id == "73.06"
    assert campaign.story == "<p>Dulu <strong>Daeng Bau</strong> menuang minyak.</p>\n"
    assert campaign.sdgs == [6, 12]
    assert [(n.position, n.form_id, n.quantity) for n in campaign.needs.all()] == [
        (1, "waktu", Decimal("2.5")),
        (2, "dana", Decimal(1)),
    ]
    assert campaign.partner is not None
    assert campaign.partner.name == "Yayasan Contoh"
    assert campaign.provenance_line == (
        "Disusun lewat kelas 6 Langkah, Angkatan 2, ditinjau mentor Ni Wayan."
    )


def test_the_person_is_the_one_lokadaya_net_vouches_for():
    person = make_person()
    body = worksheet_body(person__sub=person.subject)

    campaign = arrive(body)
    stranger = arrive(worksheet_body())

    assert campaign.initiator == person
    assert stranger.initiator.issuer == settings.PORTAL_URL
    assert Person.objects.count() == 2


def test_the_same_worksheet_twice_is_one_draft_that_follows_it():
    body = worksheet_body()
    arrive(body)

    campaign = arrive({**body, "revision": 2, "step3": {"name": "Rumah sabun"}}, 2)

    assert Campaign.objects.count() == 1
    assert campaign.title == "Rumah sabun"
    assert campaign.needs.count() == 2
    assert not campaign.suggested_changes.exists()


def test_a_portal_that_counts_again_from_a_backup_is_still_heard():
    body = worksheet_body(revision=5)
    arrive(body)

    campaign = arrive({**body, "revision": 4, "step3": {"name": "Rumah sabun"}}, 2)

    assert campaign.title == "Rumah sabun"
    assert campaign.revision == 6


def test_once_edited_by_hand_a_revision_only_suggests():
    body = worksheet_body()
    edit(arrive(body), title="Judul saya")

    campaign = arrive({**body, "revision": 2, "step3": {"name": "Rumah sabun"}}, 2)

    assert campaign.title == "Judul saya"
    change = campaign.suggested_changes.get()
    assert change.revision == 2
    assert change.fields["title"] == "Rumah sabun"
    assert "problem" not in change.fields


def test_once_published_a_revision_only_suggests():
    body = worksheet_body()
    campaign = edit(arrive(body))
    review.submit(initiator=campaign.initiator, campaign=campaign)
    review.publish(reviewer=make_person(is_reviewer=True), campaign=campaign)

    campaign = arrive({**body, "revision": 2, "step3": {"name": "Rumah sabun"}}, 2)

    assert campaign.title == "Bank jelantah"
    assert campaign.state == Campaign.State.PUBLISHED
    assert campaign.suggested_changes.count() == 1


def test_a_sender_who_is_no_editor_leaves_the_draft_parked():
    body = worksheet_body(organization__editor=False)

    parked = edit(arrive(body))
    body["organization"]["editor"] = True
    freed = arrive({**body, "revision": 2}, 2)

    assert parked.is_parked
    assert not freed.is_parked


def test_without_an_organization_there_is_no_partner():
    assert arrive(worksheet_body(organization=None)).partner is None


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("step2__regency", "99.99", "step2.regency"),
        ("organization__regency", "99.99", "organization.regency"),
        ("step4__needs__1__form", "sihir", "step4.needs.1.form"),
        ("step4__needs__0__quantity", 0, "step4.needs.0.quantity"),
        ("step4__needs__0__quantity", "NaN", "step4.needs.0.quantity"),
        ("step4__needs__0__quantity", 10**12, "step4.needs.0.quantity"),
        ("step4__needs__0__by", "besok", "step4.needs.0.by"),
        ("step4__needs", "banyak", "step4.needs"),
        ("step6__pitch", "x" * 161, "step6.pitch"),
        ("step5__sdgs", [18], "step5.sdgs"),
        ("step1", None, "step1"),
        ("worksheet", "bukan-uuid", "worksheet"),
    ],
)
def test_a_letter_that_cannot_be_understood_is_rejected_by_field(path, value, field):
    with pytest.raises(Rejected) as rejected:
        arrive(worksheet_body(**{path: value}))

    assert rejected.value.field == field
    assert not Campaign.objects.exists()


def test_hostile_words_in_a_letter_are_shown_as_words():
    campaign = arrive(
        worksheet_body(
            step6__story="<script>alert(1)</script> [x](javascript:alert(1))",
            step1__evidence=[{"text": "Foto", "url": "javascript:alert(1)"}],
        )
    )

    assert "<script" not in campaign.story
    assert 'href="javascript' not in campaign.story
    assert campaign.evidence == [{"text": "Foto", "url": ""}]


def test_lokadaya_net_is_told_of_the_draft():
    campaign = arrive(worksheet_body())

    letter = OutgoingLetter.objects.get()
    assert letter.kind == "initiative.changed"
    assert letter.subject == f"worksheet:{campaign.worksheet}"
    assert letter.body["state"] == "draft"
    assert letter.body["initiative"] == str(campaign.uuid)
    assert letter.body["url"].endswith(f"/saya/{campaign.uuid}/")
    assert letter.body["support"][0] == {
        "need": 1,
        "form": "waktu",
        "item": "Relawan",
        "unit": "hari",
        "quantity": 2.5,
        "pledged": 0,
        "pledges": 0,
    }


def test_a_worksheet_keeps_its_own_draft_among_others():
    first, second = arrive(worksheet_body()), arrive(worksheet_body())

    assert first.pk != second.pk
    assert isinstance(first.worksheet, uuid.UUID)


def test_parked_is_told_and_ends_when_the_sender_manages_the_organisation():
    body = worksheet_body(organization__editor=False)
    campaign = arrive(body)
    letter = Letter(
        id=uuid.uuid4(),
        kind="sender.confirmed",
        version=1,
        subject=f"worksheet:{body['worksheet']}",
        number=2,
        sent_at=timezone.now(),
        body={"worksheet": body["worksheet"]},
    )

    letters.take_in_confirmed_sender(letter)

    told = OutgoingLetter.objects.order_by("number")
    assert [each.body["parked"] for each in told] == [True, False]
    campaign.refresh_from_db()
    assert not campaign.is_parked
