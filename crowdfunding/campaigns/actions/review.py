"""From draft to public: submitted, then published or sent back with a comment."""

from django.db import transaction
from django.utils import timezone

from common import journal
from common.decisions import require
from crowdfunding.campaigns import telling
from crowdfunding.campaigns.models import Campaign, Review
from crowdfunding.campaigns.permissions import can_close, can_review, can_submit
from crowdfunding.people.models import Person


@transaction.atomic
def submit(*, initiator: Person, campaign: Campaign) -> Campaign:
    """Ask for a review, or raise `Refused`. Locks the campaign."""
    campaign = telling.lock(campaign)
    require(can_submit(initiator, campaign))
    campaign.state = Campaign.State.REVIEW
    campaign.submitted_at = timezone.now()
    campaign.save(update_fields=["state", "submitted_at", "updated_at"])
    _record("campaigns.campaign_submitted", campaign, initiator)
    telling.tell(campaign)
    return campaign


@transaction.atomic
def publish(*, reviewer: Person, campaign: Campaign, comment: str = "") -> Campaign:
    """Show it to everyone, or raise `Refused`. Locks the campaign."""
    campaign = telling.lock(campaign)
    require(can_review(reviewer, campaign))
    campaign.state = Campaign.State.PUBLISHED
    campaign.published_at = timezone.now()
    campaign.save(update_fields=["state", "published_at", "updated_at"])
    _answer(campaign, reviewer, Review.Verdict.PUBLISHED, comment)
    return campaign


@transaction.atomic
def send_back(*, reviewer: Person, campaign: Campaign, comment: str) -> Campaign:
    """Give it back with what must be mended, or raise `Refused`. Locks the campaign."""
    campaign = telling.lock(campaign)
    require(can_review(reviewer, campaign))
    campaign.state = Campaign.State.RETURNED
    campaign.save(update_fields=["state", "updated_at"])
    _answer(campaign, reviewer, Review.Verdict.RETURNED, comment)
    return campaign


@transaction.atomic
def close(*, initiator: Person, campaign: Campaign) -> Campaign:
    """Take no more pledges; what was promised stays. Locks the campaign."""
    campaign = telling.lock(campaign)
    require(can_close(initiator, campaign))
    campaign.state = Campaign.State.CLOSED
    campaign.closed_at = timezone.now()
    campaign.save(update_fields=["state", "closed_at", "updated_at"])
    _record("campaigns.campaign_closed", campaign, initiator)
    telling.tell(campaign)
    return campaign


def _answer(
    campaign: Campaign, reviewer: Person, verdict: Review.Verdict, comment: str
) -> None:
    Review.objects.create(
        campaign=campaign, reviewer=reviewer, verdict=verdict, comment=comment
    )
    _record(f"campaigns.campaign_{verdict.value}", campaign, reviewer, comment)
    telling.tell(campaign, comment if verdict == Review.Verdict.RETURNED else "")


def _record(deed: str, campaign: Campaign, actor: Person, reason: str = "") -> None:
    journal.record(
        deed=deed,
        subject=campaign,
        actor=actor,
        person=campaign.initiator,
        reason=reason,
    )
