"""Who may do what in an alliance and in its rooms, and if not, why."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.models import Alliance, AllianceMembership, Room
from alliances.representation import acting_for
from common.decisions import YES, Decision, no
from network.models import Membership, Organization


def can_join(
    user: User | AnonymousUser, alliance: Alliance, organization: Organization
) -> Decision:
    if not user.is_authenticated:
        return no(_("Masuk dulu untuk menggabungkan organisasi Anda."))
    if not acting_for(user).filter(pk=organization.pk).exists():
        return no(_("Anda tidak bertindak atas nama organisasi itu."))
    current = alliance.memberships.current().filter(organization=organization).first()
    if current is None:
        if alliance.openness == Alliance.Openness.INVITATION:
            return no(_("Aliansi ini menerima anggota lewat undangan pengurus."))
        return YES
    if current.state == AllianceMembership.State.INVITED:
        return YES
    if current.state == AllianceMembership.State.REQUESTED:
        return no(_("Permintaan organisasi ini sedang dibaca pengurus."))
    return no(_("Organisasi ini sudah menjadi anggota."))


def can_leave(user: User | AnonymousUser, membership: AllianceMembership) -> Decision:
    """Editors take their organisation out; who asked to join may take that back."""
    if not user.is_authenticated:
        return no(_("Masuk dulu."))
    if membership.state == AllianceMembership.State.ENDED:
        return no(_("Keanggotaan ini sudah berakhir."))
    if (
        membership.state == AllianceMembership.State.REQUESTED
        and membership.requested_by_id == user.pk
    ):
        return YES
    edits = Membership.objects.confirmed().filter(
        person=user,
        organization=membership.organization_id,
        role=Membership.Role.EDITOR,
    )
    if not edits.exists():
        return no(_("Hanya pengelola organisasi yang dapat mengeluarkannya."))
    return YES


def can_steward(user: User | AnonymousUser, alliance: Alliance) -> Decision:
    if user.is_authenticated and (
        user.is_staff or alliance.stewards.filter(person=user).exists()
    ):
        return YES
    return no(_("Hanya pengurus aliansi yang dapat melakukannya."))


def can_post(user: User | AnonymousUser, room: Room) -> Decision:
    if not Room.objects.visible_to(user).filter(pk=room.pk).exists():
        return no(_("Anda tidak lagi menjadi bagian dari ruang ini."))
    return YES
