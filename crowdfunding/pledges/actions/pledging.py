"""Promising something to a need, and taking the promise back."""

import uuid
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from common import journal
from common.decisions import require
from crowdfunding.campaigns import telling
from crowdfunding.campaigns.models import Need
from crowdfunding.people.models import Person
from crowdfunding.pledges.models import Pledge
from crowdfunding.pledges.permissions import can_pledge


@transaction.atomic
def pledge(
    *,
    need: Need,
    person: Person | None,
    name: str,
    contact: str,
    quantity: Decimal,
    message: str,
    is_anonymous: bool,
    key: uuid.UUID,
) -> Pledge:
    """Promise a quantity, once however often it is asked, or raise `Refused`.

    The campaign is locked before what is left is counted: without the lock two people
    could both be told that the last unit is needed. It is the campaign, not the need,
    so that letters tell of pledges to all its needs in the order they were made.
    """
    campaign = telling.lock(need.campaign)
    made = Pledge.objects.filter(key=key).first()
    if made is not None:
        return made
    need = Need.objects.for_showing().select_related("campaign").get(pk=need.pk)
    require(can_pledge(need, quantity))
    made = Pledge.objects.create(
        need=need,
        person=person,
        name=name,
        contact=contact,
        quantity=quantity,
        message=message,
        is_anonymous=is_anonymous,
        key=key,
    )
    telling.tell(campaign)
    return made


@transaction.atomic
def withdraw(*, pledge: Pledge) -> Pledge:
    """Take the promise back; a second time changes nothing. Locks the campaign."""
    campaign = telling.lock(pledge.need.campaign)
    pledge = Pledge.objects.get(pk=pledge.pk)
    if pledge.is_withdrawn:
        return pledge
    pledge.state = Pledge.State.WITHDRAWN
    pledge.withdrawn_at = timezone.now()
    if pledge.person is None:
        # A visitor has no account to delete: what they wrote goes with the promise.
        pledge.name = pledge.contact = pledge.message = ""
    pledge.save()
    journal.record(deed="pledges.pledge_withdrawn", subject=pledge, actor=pledge.person)
    telling.tell(campaign)
    return pledge
