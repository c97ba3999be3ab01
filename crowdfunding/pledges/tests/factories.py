"""Pledges that tests are about."""

from decimal import Decimal
from uuid import uuid4

from crowdfunding.campaigns.models import Need
from crowdfunding.campaigns.tests.factories import make_need
from crowdfunding.pledges.models import Pledge


def make_pledge(
    *,
    need: Need | None = None,
    quantity: int = 1,
    name: str = "Pak Wiryo",
    is_anonymous: bool = False,
) -> Pledge:
    return Pledge.objects.create(
        need=need or make_need(),
        name=name,
        contact="wiryo@contoh.id",
        quantity=Decimal(quantity),
        is_anonymous=is_anonymous,
        key=uuid4(),
    )
