"""Whose an alliance is, as a condition on whatever carries an `alliance`."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from alliances.models import AllianceMembership, Steward


def belongs(user: User, *, kinds: Collection[str] = ()) -> Q:
    """The row's alliance is stewarded by the person, or their organisation is in it,
    one of these kinds if any are named: a steward who belongs to it through others
    alone is not meant then.

    The account is asked for in the database: a socket's own copy may be old.
    """
    here = {"alliance": OuterRef("alliance")}
    steward = Steward.objects.filter(**here, person=user.pk, person__is_active=True)
    member = AllianceMembership.objects.active().filter(
        **here,
        organization__memberships__person=user.pk,
        organization__memberships__person__is_active=True,
        organization__memberships__confirmed_at__isnull=False,
        organization__memberships__ended_at=None,
    )
    if not kinds:
        return Q(Exists(steward)) | Q(Exists(member))
    others = member.exclude(organization__kind__in=kinds)
    member = member.filter(organization__kind__in=kinds)
    return Q(Exists(steward), ~Exists(others)) | Q(Exists(member))
