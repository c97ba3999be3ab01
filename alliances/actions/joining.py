"""Organisations join and leave alliances; stewards decide where it is theirs to."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.actions import audiences, departing
from alliances.caretakers import caretakers
from alliances.models import Alliance, AllianceMembership
from alliances.permissions import can_join, can_leave, can_steward
from common import journal
from common.decisions import no, require
from network.models import Membership, Organization
from notices.actions import telling

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
            for caretaker in caretakers(alliance):
                asks = _("{organization} ingin bergabung dengan {alliance}")
                _tell(caretaker, membership, asks)
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
    for editor in _editors(organization):
        _tell(editor, membership, _("{organization} diundang ke aliansi {alliance}"))
    return membership


@transaction.atomic
def accept(*, steward: User, membership: AllianceMembership) -> AllianceMembership:
    membership = _asked(steward, membership)
    _activate(membership, steward)
    welcome = _("{organization} diterima di aliansi {alliance}")
    _tell(membership.requested_by, membership, welcome)
    return membership


@transaction.atomic
def decline(
    *, steward: User, membership: AllianceMembership, reason: str
) -> AllianceMembership:
    membership = _asked(steward, membership)
    _end(membership, steward, "membership_declined", reason)
    declined = _("Permintaan {organization} ke aliansi {alliance} belum diterima")
    _tell(membership.requested_by, membership, declined, reason)
    return membership


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
    was_invited = membership.is_invited
    membership.was_removed = membership.is_active
    _end(membership, steward, "membership_ended", reason)
    ended = _("Keanggotaan {organization} di aliansi {alliance} berakhir")
    for editor in [] if was_invited else _editors(membership.organization):
        _tell(editor, membership, ended, reason)
    return membership


@transaction.atomic
def unlist(*, actor: User, organization: Organization) -> None:
    """What is listed no longer is no member of anything any more, and asks for nothing;
    once listed again, it joins anew. Its editors are told."""
    current = AllianceMembership.objects.current().filter(organization=organization)
    reason = _("Organisasi ini tidak terdaftar lagi di Lokadaya.")
    for pk in current.order_by("alliance").values_list("pk", flat=True):
        membership = _locked_membership(AllianceMembership.objects.get(pk=pk))
        _end(membership, actor, "membership_ended", str(reason))
        ended = _("Keanggotaan {organization} di aliansi {alliance} berakhir")
        for editor in _editors(organization):
            _tell(editor, membership, ended, str(reason))


def _editors(organization: Organization) -> QuerySet[User]:
    confirmed = organization.memberships.confirmed()
    editors = confirmed.filter(role=Membership.Role.EDITOR)
    people: QuerySet[User] = User.objects.filter(memberships__in=editors)
    return people


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
    was_active = membership.is_active
    membership.state = State.ENDED
    membership.ended_at = timezone.now()
    membership.save(update_fields=["state", "ended_at", "was_removed"])
    _record(deed, membership, actor, reason)
    if was_active:
        confirmed = membership.organization.memberships.confirmed()
        people = list(confirmed.values_list("person", flat=True))
        departing.depart(alliance=membership.alliance, people=people)
    audiences.fill(membership.alliance)
    return membership


def _tell(
    person: User | None, membership: AllianceMembership, words: Any, text: str = ""
) -> None:
    """Let a person know how a membership stands, once for each state of it."""
    if person is None:
        return
    telling.tell(
        person=person,
        kind="alliances.membership",
        title=format_lazy(
            words,
            organization=membership.organization.name,
            alliance=membership.alliance.name,
        ),
        text=membership.message if membership.is_requested else text,
        url=_page_for(membership),
        key=f"alliances.membership:{membership.pk}:{membership.state}",
    )


def _page_for(membership: AllianceMembership) -> str:
    if membership.is_requested:
        return reverse("alliances:stewards", args=[membership.alliance.slug])
    return membership.alliance.get_absolute_url()


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
