"""From draft to public, and who may move it on."""

import threading
import uuid

import pytest
from django.db import connection

from common.decisions import Refused
from common.letters.models import OutgoingLetter
from common.models import JournalEntry
from crowdfunding.campaigns.actions import review
from crowdfunding.campaigns.models import Campaign, Review
from crowdfunding.campaigns.permissions import can_submit
from crowdfunding.campaigns.tests.factories import make_campaign, make_need
from crowdfunding.people.tests.factories import make_person


def make_complete(**fields) -> Campaign:
    campaign = make_campaign(state=Campaign.State.DRAFT, **fields)
    make_need(campaign=campaign)
    return campaign


@pytest.mark.django_db
def test_a_complete_draft_is_submitted_published_and_told():
    campaign = make_complete(worksheet=uuid.uuid4())
    reviewer = make_person(is_reviewer=True)

    review.submit(initiator=campaign.initiator, campaign=campaign)
    review.publish(reviewer=reviewer, campaign=campaign)

    campaign.refresh_from_db()
    assert campaign.state == Campaign.State.PUBLISHED
    assert campaign.published_at
    letters = OutgoingLetter.objects.order_by("number")
    assert [letter.body["state"] for letter in letters] == ["review", "published"]
    assert letters[1].body["url"].endswith(campaign.get_absolute_url())
    entry = JournalEntry.objects.get(deed="campaigns.campaign_published")
    assert (entry.actor, entry.person) == (reviewer, campaign.initiator)


@pytest.mark.django_db
def test_a_returned_draft_carries_the_comment_and_can_be_submitted_again():
    campaign = make_complete(worksheet=uuid.uuid4())
    review.submit(initiator=campaign.initiator, campaign=campaign)

    review.send_back(
        reviewer=make_person(is_staff=True), campaign=campaign, comment="Tambah bukti."
    )
    review.submit(initiator=campaign.initiator, campaign=campaign)

    assert campaign.reviews.get().comment == "Tambah bukti."
    letters = OutgoingLetter.objects.order_by("number")
    assert [letter.body["comment"] for letter in letters] == ["", "Tambah bukti.", ""]


@pytest.mark.django_db
def test_an_initiative_without_a_worksheet_tells_nobody():
    campaign = make_complete()

    review.submit(initiator=campaign.initiator, campaign=campaign)

    assert not OutgoingLetter.objects.exists()


@pytest.mark.django_db
def test_a_draft_says_what_it_lacks():
    campaign = make_campaign(
        state=Campaign.State.DRAFT, pitch="", role="", fee_consented_at=None
    )

    decision = can_submit(campaign.initiator, campaign)

    assert not decision
    assert decision.reason == (
        "Belum lengkap: ajakan singkat, paling sedikit satu kebutuhan, peran Anda dan"
        " persetujuan biaya pengelolaan."
    )


@pytest.mark.django_db
def test_a_parked_draft_cannot_be_submitted():
    campaign = make_complete(is_parked=True)

    with pytest.raises(Refused, match="pengelola"):
        review.submit(initiator=campaign.initiator, campaign=campaign)


@pytest.mark.django_db
def test_nobody_reviews_their_own_or_without_being_a_reviewer():
    reviewer = make_person(is_reviewer=True)
    own = make_campaign(state=Campaign.State.REVIEW, initiator=reviewer)
    other = make_campaign(state=Campaign.State.REVIEW)

    with pytest.raises(Refused, match="orang lain"):
        review.publish(reviewer=reviewer, campaign=own)
    with pytest.raises(Refused, match="peninjau"):
        review.publish(reviewer=make_person(), campaign=other)


@pytest.mark.django_db
def test_only_its_initiator_closes_what_is_published():
    campaign = make_campaign()

    with pytest.raises(Refused):
        review.close(initiator=make_person(), campaign=campaign)
    review.close(initiator=campaign.initiator, campaign=campaign)

    campaign.refresh_from_db()
    assert campaign.state == Campaign.State.CLOSED


@pytest.mark.django_db(transaction=True)
def test_two_reviewers_at_once_publish_once():
    campaign = make_campaign(state=Campaign.State.REVIEW, worksheet=uuid.uuid4())
    reviewers = [make_person(is_reviewer=True) for _n in range(4)]
    start = threading.Barrier(len(reviewers))
    refused = []

    def publish(reviewer):
        try:
            start.wait()
            review.publish(reviewer=reviewer, campaign=campaign)
        except Refused as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=publish, args=[r]) for r in reviewers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 3
    assert Review.objects.count() == 1
    assert OutgoingLetter.objects.count() == 1
