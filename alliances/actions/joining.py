"""Organisations join and leave alliances; stewards decide where it is theirs to."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.actions import audiences
from alliances.models import Alliance, AllianceMembership
from alliances.permissions import can_join, can_leave, can_steward
from common import journal
from common.decisions import no, require
from network.models import Organization

State = AllianceMembership.State


@transaction.atomic
def join(
    *, person: User, alliance: Alliance, organization: Organization, message: str = ""
) -> AllianceMembership:
    """Make the organisation a member, or ask the stewards to, or raise `Refused`.

    The alliance row is locked: two colleagues who press at once join once.
    """
    alliance = _locked(alliance)
    require(can_join(person, alliance, organization))
    membership = (
        alliance.memberships.current().filter(organization=organization).first()
    )
    if membership is None:
        membership = AllianceMembership.objects.create(
            alliance=alliance,
            organization=organization,
            state=State.REQUESTED,
            requested_by=person,
            message=message,
        )
        if alliance.openness == Alliance.Openness.REQUEST:
            _record("membership_requested", membership, person)
            return membership
    return _activate(membership, person)


@transaction.atomic
def invite(
    *, steward: User, alliance: Alliance, organization: Organization
) -> AllianceMembership:
    """Open the door to an organisation; it enters when one of its people accepts."""
    alliance = _locked(alliance)
    require(can_steward(steward, alliance))
    if alliance.memberships.current().filter(organization=organization).exists():
        require(no(_("Organisasi ini sudah diundang, meminta, atau menjadi anggota.")))
    membership = AllianceMembership.objects.create(
        alliance=alliance, organization=organization, state=State.INVITED
    )
    _record("membership_offered", membership, steward)
    return membership


@transaction.atomic
def accept(*, steward: User, membership: AllianceMembership) -> AllianceMembership:
    membership = _asked(steward, membership)
    return _activate(membership, steward)


@transaction.atomic
def decline(
    *, steward: User, membership: AllianceMembership, reason: str
) -> AllianceMembership:
    membership = _asked(steward, membership)
    return _end(membership, steward, "membership_declined", reason)


@transaction.atomic
def leave(*, person: User, membership: AllianceMembership) -> AllianceMembership:
    """Take the organisation out; its people's sockets close when they hear of it."""
    membership = _locked_membership(membership)
    require(can_leave(person, membership))
    return _end(membership, person, "membership_left")


@transaction.atomic
def remove(
    *, steward: User, membership: AllianceMembership, reason: str
) -> AllianceMembership:
    """Stewards end a membership, or take back an invitation."""
    membership = _locked_membership(membership)
    require(can_steward(steward, membership.alliance))
    if membership.state == State.ENDED:
        require(no(_("Keanggotaan ini sudah berakhir.")))
    return _end(membership, steward, "membership_ended", reason)


def _asked(steward: User, membership: AllianceMembership) -> AllianceMembership:
    """The locked request, still waiting, that this steward may decide on."""
    membership = _locked_membership(membership)
    require(can_steward(steward, membership.alliance))
    if membership.state != State.REQUESTED:
        require(no(_("Permintaan ini sudah diputuskan.")))
    return membership


def _activate(membership: AllianceMembership, actor: User) -> AllianceMembership:
    membership.state = State.ACTIVE
    membership.joined_at = timezone.now()
    membership.save(update_fields=["state", "joined_at"])
    _record("membership_began", membership, actor)
    audiences.fill(membership.alliance)
    return membership


def _end(
    membership: AllianceMembership, actor: User, deed: str, reason: str = ""
) -> AllianceMembership:
    membership.state = State.ENDED
    membership.ended_at = timezone.now()
    membership.save(update_fields=["state", "ended_at"])
    _record(deed, membership, actor, reason)
    audiences.fill(membership.alliance)
    return membership


def _record(
    deed: str, membership: AllianceMembership, actor: User, reason: str = ""
) -> None:
    journal.record(
        deed=f"alliances.{deed}",
        subject=membership.alliance,
        actor=actor,
        person=membership.requested_by,
        reason=reason,
        organization=str(membership.organization.uuid),
        name=membership.organization.name,
    )


def _locked(alliance: Alliance) -> Alliance:
    return Alliance.objects.select_for_update(no_key=True).get(pk=alliance.pk)


def _locked_membership(membership: AllianceMembership) -> AllianceMembership:
    """Lock the alliance first, as joining does, then read what holds under the lock."""
    _locked(membership.alliance)
    return AllianceMembership.objects.select_related(
        "alliance", "organization", "requested_by"
    ).get(pk=membership.pk)
