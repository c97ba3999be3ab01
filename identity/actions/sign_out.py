"""Ending sign-ons, and letting the clients know."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from common.commits import once_committed
from identity.models import SignOn, SignOutNotice
from identity.models.sign_on import SignOnQuerySet
from identity.tasks import deliver


@transaction.atomic
def end_session(*, session: uuid.UUID) -> None:
    """A session of the portal ended: so do those it opened elsewhere."""
    _end(SignOn.objects.filter(session=session))


@transaction.atomic
def end_everywhere(*, person: User, but: uuid.UUID | None = None) -> None:
    """All of a person's sessions ended, except perhaps the one they are using."""
    sign_ons = SignOn.objects.filter(person=person)
    _end(sign_ons.exclude(session=but) if but else sign_ons)


def _end(sign_ons: SignOnQuerySet) -> None:
    found = sign_ons.active().select_for_update(of=("self",))
    for sign_on in found.select_related("client", "person"):
        sign_on.ended_at = timezone.now()
        sign_on.save(update_fields=["ended_at"])
        for grant in sign_on.grants.exclude(token_family=None):
            grant.revoke_tokens()
        if sign_on.client.backchannel_logout_uri:
            notice = SignOutNotice.objects.create(
                client=sign_on.client, sub=sign_on.person.sub, sid=sign_on.sid
            )
            once_committed(deliver.delay, notice.pk)
