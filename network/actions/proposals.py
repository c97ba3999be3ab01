"""Proposing an organisation, and deciding whether it is listed."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from accounts.models import User
from common import journal
from common.decisions import require
from common.models import Regency
from network.actions import join
from network.models import Membership, Organization, Sector
from network.permissions import can_decide_proposal, can_propose
from network.signals import organization_declined, organization_listed


@transaction.atomic
def propose(
    *,
    proposer: User,
    name: str,
    kind: str,
    legal_form: str,
    regency: Regency,
    sectors: Iterable[Sector],
) -> Organization:
    """Put an organisation before the coordinators; its proposer becomes its editor.

    The regency is locked, so of two people with one name at once the later is told.
    """
    regency = Regency.objects.select_for_update(no_key=True).get(pk=regency.pk)
    require(can_propose(proposer, name, regency))
    organization = _create(
        name=name,
        kind=kind,
        legal_form=legal_form,
        regency=regency,
        proposed_by=proposer,
    )
    organization.sectors.set(sectors)
    Membership.objects.create(
        organization=organization, person=proposer, role=Membership.Role.EDITOR
    )
    journal.record(
        deed="network.organization_proposed",
        subject=organization,
        actor=proposer,
        name=name,
    )
    return organization


@transaction.atomic
def accept(*, actor: User, organization: Organization) -> Organization:
    """List a proposal; its proposer is confirmed with it."""
    organization = _locked(organization)
    require(can_decide_proposal(actor, organization))
    organization.state = Organization.State.LISTED
    organization.save(update_fields=["state"])
    _record("network.organization_listed", organization, actor)
    proposers = organization.memberships.waiting().filter(role=Membership.Role.EDITOR)
    for membership in proposers.select_for_update(of=["self"]):
        join.settle(actor=actor, membership=membership)
    organization_listed.send(sender=Organization, organization=organization)
    return organization


@transaction.atomic
def decline(*, actor: User, organization: Organization, reason: str) -> Organization:
    """Decline a proposal, with a reason that its proposer reads."""
    organization = _locked(organization)
    require(can_decide_proposal(actor, organization))
    organization.state = Organization.State.DECLINED
    organization.save(update_fields=["state"])
    _record("network.organization_declined", organization, actor, reason)
    organization_declined.send(
        sender=Organization, organization=organization, reason=reason
    )
    return organization


def _record(
    deed: str, organization: Organization, actor: User, reason: str = ""
) -> None:
    journal.record(
        deed=deed,
        subject=organization,
        actor=actor,
        person=organization.proposed_by,
        reason=reason,
    )


def _create(*, name: str, regency: Regency, **fields: object) -> Organization:
    """The slug is the name, with a number where that is taken."""
    base = slugify(name)[:150] or "organisasi"
    taken = set(
        Organization.objects.filter(slug__startswith=base).values_list(
            "slug", flat=True
        )
    )
    number = 1
    slug = base
    while True:
        if slug not in taken:
            try:
                with transaction.atomic():
                    return Organization.objects.create(
                        name=name, regency=regency, slug=slug, **fields
                    )
            except IntegrityError:
                # Someone in another regency took it in this very moment.
                if number > 20:
                    raise
        number += 1
        slug = f"{base}-{number}"


def _locked(organization: Organization) -> Organization:
    return (
        Organization.objects.select_for_update(of=["self"], no_key=True)
        .select_related("proposed_by", "regency")
        .get(pk=organization.pk)
    )
