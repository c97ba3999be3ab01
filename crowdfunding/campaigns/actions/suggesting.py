"""Taking over what a later revision of the worksheet suggests, or putting it aside."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from common import journal
from common.decisions import require
from crowdfunding.campaigns import suggestions, telling
from crowdfunding.campaigns.actions.editing import write_needs
from crowdfunding.campaigns.models import Campaign, SuggestedChange
from crowdfunding.campaigns.permissions import can_apply, can_replace_needs
from crowdfunding.people.models import Person


@transaction.atomic
def apply(
    *, initiator: Person, change: SuggestedChange, names: Collection[str]
) -> Campaign:
    """Write the named parts as the revision has them, or raise `Refused`.

    Locks the campaign. What a newer revision has replaced in the meantime does nothing.
    Once nothing differs any more, the suggestion is settled.
    """
    campaign = telling.lock(change.campaign)
    require(can_apply(initiator, campaign))
    if suggestions.newest_of(campaign) != change:
        return campaign
    wanted = {s.name for s in suggestions.differences(campaign, change)} & set(names)
    if suggestions.NEEDS in wanted:
        require(can_replace_needs(campaign))
        write_needs(campaign, suggestions.needs_of(change))
    _write(campaign, change, wanted)
    journal.record(
        deed="campaigns.suggestion_applied",
        subject=campaign,
        actor=initiator,
        person=initiator,
        revision=change.revision,
        parts=sorted(wanted),
    )
    if not suggestions.differences(campaign, change):
        _settle(change)
    telling.tell(campaign)
    return campaign


@transaction.atomic
def put_aside(*, initiator: Person, change: SuggestedChange) -> None:
    """Keep the initiative as it is; the next revision suggests anew."""
    campaign = telling.lock(change.campaign)
    require(can_apply(initiator, campaign))
    _settle(change)


def _write(campaign: Campaign, change: SuggestedChange, wanted: set[str]) -> None:
    for name, value in suggestions.fields_of(change).items():
        if name not in wanted:
            continue
        if name == "story_text":
            campaign.write_story(value)
        else:
            setattr(campaign, name, value)
    campaign.save()


def _settle(change: SuggestedChange) -> None:
    change.settled_at = timezone.now()
    change.save(update_fields=["settled_at"])
