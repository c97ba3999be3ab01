"""Inviting people by e-mail or number: told, taken up once, or taken back."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Model
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import phone_messages
from accounts.models import User
from common import journal
from common.commits import once_committed
from common.decisions import Refused, require
from notices import tasks
from notices.invitables import Invitable, place_of
from notices.models import Invitation
from notices.models.invitation import KEPT_FOR, VALID_FOR

# More than a course or an alliance grows by in a day.
MOST_A_DAY = 500
Way = Invitation.Way


@transaction.atomic
def invite(
    *, inviter: User, kind: Invitable, place: Model, people: Sequence[tuple[str, str]]
) -> int:
    """Invite each name and contact, anew whose invitation ran out; the number invited.

    The inviter is locked: of a list sent twice the second finds everybody invited.
    """
    User.objects.select_for_update(no_key=True).get(pk=inviter.pk)
    require(kind.can_invite(inviter, place))
    now = timezone.now()
    today = Invitation.objects.filter(
        invited_by=inviter, created_at__gt=now - timedelta(days=1)
    )
    if today.count() + len(people) > MOST_A_DAY:
        raise Refused(_("Paling banyak 500 undangan dalam sehari."))
    held = Invitation.objects.to_place(kind.name, place.pk).open_ones()
    held.filter(expires_at__lte=now).update(withdrawn_at=now)
    known = set(held.values_list("contact", flat=True))
    wanted = {contact: name for name, contact in people if contact not in known}
    made = Invitation.objects.bulk_create(
        [
            Invitation(
                kind=kind.name,
                place=place.pk,
                contact=contact,
                name=name,
                way=_way(contact),
                invited_by=inviter,
                next_try_at=now,
                expires_at=now + VALID_FOR,
            )
            for contact, name in wanted.items()
        ],
        ignore_conflicts=True,
    )
    journal.record(
        deed="notices.people_invited", subject=place, actor=inviter, count=len(made)
    )
    once_committed(tasks.hurry)
    return len(made)


@transaction.atomic
def withdraw(*, inviter: User, kind: Invitable, invitation: Invitation) -> None:
    """Its link leads nowhere any more; what was not yet sent is not sent."""
    held = Invitation.objects.select_for_update().get(pk=invitation.pk)
    require(kind.can_invite(inviter, _place(held)))
    if held.accepted_at is not None:
        raise Refused(_("Undangan ini sudah diterima."))
    Invitation.objects.filter(pk=held.pk, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )


@transaction.atomic
def hand_over(*, inviter: User, kind: Invitable, invitation: Invitation) -> None:
    """The inviter opens the message in their own WhatsApp."""
    require(kind.can_invite(inviter, _place(invitation)))
    Invitation.objects.filter(pk=invitation.pk).update(
        handed_at=timezone.now(), tries=F("tries") + 1
    )


@transaction.atomic
def accept(
    *, person: User, kind: Invitable, invitation: Invitation, name: str = ""
) -> str:
    """Take it up, once, by whoever holds the link, for themselves or in the name of
    whom they chose; the address where it leads.
    """
    held = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if held.accepted_at is not None and held.accepted_by_id != person.pk:
        raise Refused(_("Undangan ini sudah dipakai orang lain."))
    if held.accepted_at is None and not held.is_open:
        raise Refused(_("Undangan ini sudah tidak berlaku."))
    place = _place(held)
    require(kind.can_invite(held.invited_by, place))
    if held.accepted_at is None:
        held.accepted_at, held.accepted_by = timezone.now(), person
        held.save(update_fields=["accepted_at", "accepted_by"])
    return kind.welcome(
        person=person, place=place, invited_by=held.invited_by, name=name
    )


def forget_old() -> int:
    """Forget the addresses of strangers long after their link stopped working."""
    return Invitation.objects.stale(timezone.now() - KEPT_FOR).delete()[0]


def _place(invitation: Invitation) -> Model:
    place = place_of(invitation.kind, invitation.place)
    if place is None:
        raise Refused(_("Tempat yang dituju undangan ini sudah tidak ada."))
    return place


def _way(contact: str) -> str:
    if "@" in contact:
        return Way.EMAIL
    return Way.PHONE if phone_messages.available() else Way.HAND
