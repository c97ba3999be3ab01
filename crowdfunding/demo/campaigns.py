"""Pretend initiatives, published, with pledges to the first of their needs."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from common.demo import days, read
from crowdfunding.campaigns.models import Campaign, Need
from crowdfunding.demo import partners, people
from crowdfunding.pledges.models import Pledge

PUBLISHED_BEFORE_PLEDGES = timedelta(days=3)


def load() -> None:
    for row in read("campaigns"):
        needs = _needs(_campaign(row), row["needs"])
        _pledges(needs[0], row["pledges"])


def _campaign(row: dict[str, Any]) -> Campaign:
    first_pledge = max(pledge["days_ago"] for pledge in row["pledges"])
    campaign = Campaign(
        initiator=people.named(_editor_of(row["organization"])),
        partner=partners.named(row["organization"]),
        state=Campaign.State.PUBLISHED,
        published_at=days(-first_pledge) - PUBLISHED_BEFORE_PLEDGES,
        title=row["title"],
        pitch=row["pitch"],
        share_text=row["pitch"],
        place=row["place"],
        regency_id=row["regency"],
        role="Pengelola",
        fee_consented_at=timezone.now(),
        edited_at=timezone.now(),
    )
    campaign.write_story(row["story"])
    campaign.save()
    return campaign


def _needs(campaign: Campaign, rows: list[dict[str, Any]]) -> list[Need]:
    return Need.objects.bulk_create(
        Need(
            campaign=campaign,
            position=position,
            form_id=row["form"],
            item=row["item"],
            quantity=row["quantity"],
            unit=row["unit"],
            value=row["value"] or None,
        )
        for position, row in enumerate(rows, start=1)
    )


def _pledges(need: Need, rows: list[dict[str, Any]]) -> None:
    made = Pledge.objects.bulk_create(
        Pledge(
            need=need,
            name=row["name"],
            contact="pendukung@contoh.id",
            quantity=Decimal(row["quantity"]),
            message=row["message"],
            is_anonymous=row["name"] == "Tanpa nama",
            key=uuid4(),
        )
        for row in rows
    )
    # The moment is the database's own when the row is made, so it is moved afterwards.
    for pledge, row in zip(made, rows, strict=True):
        pledge.created_at = days(-row["days_ago"])
    Pledge.objects.bulk_update(made, ["created_at"])


def _editor_of(organization: str) -> str:
    """The key of who works on the organisation's initiatives."""
    own = [row for row in read("people") if row["organization"] == organization]
    own.sort(key=lambda row: row["org_role"] != "editor")
    return str(own[0]["key"])
