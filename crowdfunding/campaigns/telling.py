"""What lokadaya.net is told about an initiative that came from a worksheet."""

from decimal import Decimal
from typing import Any

from django.conf import settings

from common.letters import actions as letters
from crowdfunding.campaigns.models import Campaign


def lock(campaign: Campaign) -> Campaign:
    """The campaign afresh, and nobody else's until the transaction ends.

    Its correspondence is locked before it, as it is when a letter is received.
    """
    if campaign.worksheet is not None:
        letters.hold(_subject(campaign))
    return Campaign.objects.select_for_update().get(pk=campaign.pk)


def tell(campaign: Campaign, comment: str = "") -> None:
    """Write `initiative.changed`, in the transaction of what it tells.

    The caller holds the campaign's lock, so that the table of support in a later letter
    is never older than in an earlier one.
    """
    if campaign.worksheet is None:
        return
    letters.write(
        kind="initiative.changed",
        version=1,
        subject=_subject(campaign),
        body={
            "worksheet": str(campaign.worksheet),
            "initiative": str(campaign.uuid),
            "state": campaign.state,
            "url": settings.CROWDFUNDING_URL + _url(campaign),
            "title": campaign.title,
            "comment": comment,
            "support": _support(campaign),
            "parked": campaign.is_parked,
        },
    )


def _subject(campaign: Campaign) -> str:
    return f"worksheet:{campaign.worksheet}"


def _url(campaign: Campaign) -> str:
    return campaign.get_absolute_url() if campaign.is_public else campaign.get_own_url()


def _support(campaign: Campaign) -> list[dict[str, Any]]:
    return [
        {
            "need": need.position,
            "form": need.form_id,
            "item": need.item,
            "unit": need.unit,
            "quantity": _number(need.quantity),
            "pledged": _number(need.pledged),
            "pledges": need.pledge_count,
        }
        for need in campaign.needs.with_pledged().order_by("position")
    ]


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == int(amount) else float(amount)
