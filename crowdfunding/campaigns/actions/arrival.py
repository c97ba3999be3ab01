"""A worksheet arrives from lokadaya.net: it always becomes a draft, and one only."""

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from common import journal
from crowdfunding.campaigns import telling
from crowdfunding.campaigns.actions.editing import write_needs
from crowdfunding.campaigns.models import Campaign, SuggestedChange
from crowdfunding.campaigns.worksheets import ArrivedWorksheet
from crowdfunding.partners.actions import copies
from crowdfunding.partners.models import Partner
from crowdfunding.people.models import Person


@transaction.atomic
def receive(*, arrived: ArrivedWorksheet) -> Campaign:
    """Make the draft, bring it up to date, or keep the revision as a suggestion.

    A draft that nobody edited here follows its worksheet. Once a person edited it, or
    sent it to review, later revisions only suggest. The campaign's row is locked.
    """
    campaign = (
        Campaign.objects.select_for_update().filter(worksheet=arrived.worksheet).first()
    )
    if campaign is None:
        return _begin(arrived)
    # Letters come once and in order. One that counts from before is of a portal that
    # was restored from a backup: its words are the newer ones all the same.
    revision = max(arrived.revision, campaign.revision + 1)
    if campaign.is_editable:
        # What reviewers have published goes on speaking for whom they knew.
        _settle_partner(campaign, arrived)
    if campaign.is_editable and campaign.edited_at is None:
        _overwrite(campaign, arrived)
    else:
        _suggest(campaign, arrived, revision)
    campaign.revision = revision
    campaign.save()
    telling.tell(campaign)
    return campaign


@transaction.atomic
def unpark(*, worksheet: str) -> None:
    """Its sender manages the organisation now: the draft can be submitted."""
    parked = Campaign.objects.select_for_update().filter(is_parked=True)
    for campaign in parked.filter(worksheet=worksheet):
        campaign.is_parked = False
        campaign.save(update_fields=["is_parked", "updated_at"])
        telling.tell(campaign)


@transaction.atomic
def forget_mentor(*, worksheet: str) -> None:
    """Take the mentor's name from where the initiative says how it came about."""
    found = Campaign.objects.select_for_update().filter(worksheet=worksheet)
    for campaign in found:
        campaign.provenance = {**campaign.provenance, "mentor": ""}
        campaign.save(update_fields=["provenance"])


def _begin(arrived: ArrivedWorksheet) -> Campaign:
    campaign = Campaign(
        worksheet=arrived.worksheet,
        revision=arrived.revision,
        initiator=_person(arrived),
        **arrived.fields,
    )
    campaign.write_story(arrived.story_text)
    _settle_partner(campaign, arrived)
    campaign.save()
    write_needs(campaign, arrived.needs)
    journal.record(
        deed="campaigns.draft_arrived",
        subject=campaign,
        actor=campaign.initiator,
        person=campaign.initiator,
        worksheet=str(arrived.worksheet),
    )
    telling.tell(campaign)
    return campaign


def _person(arrived: ArrivedWorksheet) -> Person:
    """Who lokadaya.net says wrote it; known here from now on, if not before."""
    person, _made = Person.objects.get_or_create(
        issuer=settings.PORTAL_URL,
        subject=arrived.subject,
        defaults={"name": arrived.name},
    )
    return person


def _settle_partner(campaign: Campaign, arrived: ArrivedWorksheet) -> None:
    """Speaking for an organisation takes an editor of it: else the draft is parked."""
    organization = arrived.organization
    if organization is None:
        campaign.partner, campaign.is_parked = None, False
        return
    partner: Partner = copies.keep(
        uuid=organization.uuid,
        name=organization.name,
        kind=organization.kind,
        legal_form=organization.legal_form,
        regency_id=organization.regency,
    )
    campaign.partner = partner
    campaign.is_parked = not organization.sender_is_editor


def _overwrite(campaign: Campaign, arrived: ArrivedWorksheet) -> None:
    for name, value in arrived.fields.items():
        setattr(campaign, name, value)
    campaign.write_story(arrived.story_text)
    write_needs(campaign, arrived.needs)


def _suggest(campaign: Campaign, arrived: ArrivedWorksheet, revision: int) -> None:
    fields = {**arrived.fields, "story_text": arrived.story_text}
    changed = {
        name: value
        for name, value in fields.items()
        if name != "provenance" and getattr(campaign, name) != value
    }
    SuggestedChange.objects.create(
        campaign=campaign,
        revision=revision,
        fields=_plain(changed),
        needs=_plain(arrived.needs),
    )


def _plain(value: Any) -> Any:
    """The same value, in what JSON can hold."""
    encoder = DjangoJSONEncoder()
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, str | int | float):
        return value
    return encoder.default(value)
