"""Who may do what in an alliance and in its rooms, and if not, why."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.models import Alliance, AllianceMembership, Room, RoomEvent
from common.decisions import YES, Decision, no
from network.models import Organization
from network.permissions import can_act_for, can_edit


def can_join(
    user: User | AnonymousUser, alliance: Alliance, organization: Organization
) -> Decision:
    if not user.is_authenticated:
        return no(_("Masuk dulu untuk menggabungkan organisasi Anda."))
    acting = can_act_for(user, organization)
    if not acting:
        return acting
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
    return can_edit(user, membership.organization)


def can_steward(user: User | AnonymousUser, alliance: Alliance) -> Decision:
    if user.is_authenticated and (
        user.is_staff or alliance.stewards.filter(person=user).exists()
    ):
        return YES
    return no(_("Hanya pengurus aliansi yang dapat melakukannya."))


def can_alter(user: User, message: RoomEvent) -> Decision:
    if message.author_id == user.pk:
        return YES
    return no(_("Hanya penulisnya yang dapat menyunting pesan ini."))


def can_delete(user: User, message: RoomEvent) -> Decision:
    """One's own words, and as a steward anybody's."""
    if message.author_id == user.pk or can_steward(user, message.room.alliance):
        return YES
    return no(_("Hanya penulisnya atau pengurus yang dapat menghapus pesan ini."))


def can_pin(user: User, message: RoomEvent) -> Decision:
    if can_steward(user, message.room.alliance):
        return YES
    return no(_("Hanya pengurus yang dapat menyematkan pesan."))


def can_make_topic(user: User, room: Room) -> Decision:
    """What is to expire in the room may not live on in a forum."""
    if room.keeps_days:
        return no(_("Pesan di ruang ini dihapus sesudah waktunya, jadi tetap di sini."))
    return YES
