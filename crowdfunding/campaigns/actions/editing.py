"""An initiator works on her draft by hand; from then on the worksheet only suggests."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from common.decisions import require
from crowdfunding.campaigns import telling
from crowdfunding.campaigns.models import Campaign, Need
from crowdfunding.campaigns.permissions import can_edit
from crowdfunding.people.models import Person


@transaction.atomic
def edit(
    *,
    initiator: Person,
    campaign: Campaign,
    title: str,
    pitch: str,
    story_text: str,
    share_text: str,
    place: str,
    starts_on: date | None,
    ends_on: date | None,
    role: str,
    consents_to_fee: bool,
    needs: list[dict[str, Any]],
) -> Campaign:
    """Write what was edited; the needs are replaced as a whole. Locks the campaign."""
    campaign = telling.lock(campaign)
    require(can_edit(initiator, campaign))
    campaign.title = title
    campaign.pitch = pitch
    campaign.write_story(story_text)
    campaign.share_text = share_text
    campaign.place = place
    campaign.starts_on = starts_on
    campaign.ends_on = ends_on
    campaign.role = role
    if not consents_to_fee:
        campaign.fee_consented_at = None
    elif campaign.fee_consented_at is None:
        campaign.fee_consented_at = timezone.now()
    campaign.edited_at = timezone.now()
    campaign.save()
    write_needs(campaign, needs)
    telling.tell(campaign)
    return campaign


def write_needs(campaign: Campaign, needs: list[dict[str, Any]]) -> None:
    """Number the needs anew. Only for a draft: nobody has pledged to it yet."""
    campaign.needs.all().delete()
    Need.objects.bulk_create(
        Need(campaign=campaign, position=position, **need)
        for position, need in enumerate(needs, start=1)
    )
