"""Joining an organisation: asked by the person, decided by who looks after it."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from common import journal
from common.decisions import require
from network.models import Membership, Organization
from network.permissions import can_ask_to_join, can_decide_on, can_end
from network.signals import (
    editor_appointed,
    membership_confirmed,
    membership_ended,
)


@transaction.atomic
def ask(*, person: User, organization: Organization) -> Membership:
    """Ask to belong; until someone confirms it, it lets the person act for no one."""
    organization = Organization.objects.select_for_update(no_key=True).get(
        pk=organization.pk
    )
    require(can_ask_to_join(person, organization))
    return Membership.objects.create(person=person, organization=organization)


@transaction.atomic
def confirm(*, actor: User, membership: Membership) -> Membership:
    """Say that the person belongs. The row is locked: asked twice, it happens once."""
    membership = _locked(membership)
    require(can_decide_on(actor, membership))
    if membership.confirmed_at is None:
        settle(actor=actor, membership=membership)
    return membership


def settle(*, actor: User, membership: Membership) -> None:
    """Confirm a locked membership, in the caller's transaction and by its right."""
    membership.confirmed_at = timezone.now()
    membership.save(update_fields=["confirmed_at"])
    journal.record(
        deed="network.membership_confirmed",
        subject=membership.organization,
        actor=actor,
        person=membership.person,
        role=membership.role,
    )
    membership_confirmed.send(sender=Membership, membership=membership)


@transaction.atomic
def decline(*, actor: User, membership: Membership, reason: str = "") -> Membership:
    membership = _locked(membership)
    require(can_decide_on(actor, membership))
    return _close(actor, membership, "network.membership_declined", reason)


@transaction.atomic
def end(*, actor: User, membership: Membership, reason: str = "") -> Membership:
    """Leave, or end another's membership; the organisation keeps an editor."""
    Organization.objects.select_for_update(no_key=True).get(
        pk=membership.organization_id
    )
    membership = _locked(membership)
    require(can_end(actor, membership))
    return _close(actor, membership, "network.membership_ended", reason)


@transaction.atomic
def appoint(*, actor: User, membership: Membership, role: str) -> Membership:
    """Make a member an editor, or an editor a member."""
    Organization.objects.select_for_update(no_key=True).get(
        pk=membership.organization_id
    )
    membership = _locked(membership)
    require(can_decide_on(actor, membership))
    if membership.is_editor and role != Membership.Role.EDITOR:
        require(can_end(actor, membership))
    membership.role = role
    membership.save(update_fields=["role"])
    journal.record(
        deed="network.member_appointed",
        subject=membership.organization,
        actor=actor,
        person=membership.person,
        role=role,
    )
    if membership.is_editor:
        editor_appointed.send(sender=Membership, membership=membership)
    return membership


def _close(actor: User, membership: Membership, deed: str, reason: str) -> Membership:
    was_confirmed = membership.confirmed_at is not None
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at"])
    journal.record(
        deed=deed,
        subject=membership.organization,
        actor=actor,
        person=membership.person,
        reason=reason,
    )
    if was_confirmed:
        membership_ended.send(sender=Membership, membership=membership)
    return membership


def _locked(membership: Membership) -> Membership:
    return (
        Membership.objects.select_for_update(of=["self"])
        .select_related("organization", "person")
        .get(pk=membership.pk)
    )
