"""Telling a client who someone is."""

import uuid

from django.db import transaction

from accounts.models import User
from identity.models import Client, SignOn


@transaction.atomic
def remember(*, person: User, client: Client, session: uuid.UUID) -> SignOn:
    """The sign-on of this session at this client, the same one each time."""
    sign_on, _created = SignOn.objects.get_or_create(
        session=session, client=client, defaults={"person": person}
    )
    return sign_on
