"""Who may act for an organisation, edit it, and decide who belongs to it."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.decisions import YES, Decision, no
from common.models import Regency
from network.models import Membership, Organization
from network.models.membership import MembershipQuerySet

State = Organization.State
Anyone = User | AnonymousUser


def can_act_for(person: Anyone, organization: Organization) -> Decision:
    """To speak in its name: in alliances, and when a worksheet is sent."""
    if not person.is_authenticated:
        return no(_("Masuk dulu."))
    if organization.state != State.LISTED:
        return no(_("Organisasi ini belum terdaftar di direktori."))
    if not _membership(person, organization, confirmed=True).exists():
        return no(_("Anda belum menjadi anggota yang sudah dikonfirmasi."))
    return YES


def can_edit(person: Anyone, organization: Organization) -> Decision:
    if not person.is_authenticated:
        return no(_("Masuk dulu."))
    if coordinates(person, organization):
        return YES
    own = _membership(
        person, organization, confirmed=organization.state == State.LISTED
    )
    if not own.filter(role=Membership.Role.EDITOR).exists():
        return no(_("Hanya pengelola organisasi ini yang dapat mengubahnya."))
    return YES


def can_ask_to_join(person: Anyone, organization: Organization) -> Decision:
    if not person.is_authenticated:
        return no(_("Masuk dulu untuk meminta bergabung."))
    if organization.state != State.LISTED:
        return no(_("Organisasi ini belum terdaftar di direktori."))
    if _membership(person, organization).exists():
        return no(_("Anda sudah ada di organisasi ini, atau sudah memintanya."))
    return YES


def can_decide_on(person: Anyone, membership: Membership) -> Decision:
    """To confirm or decline a request to join."""
    if not person.is_authenticated:
        return no(_("Masuk dulu."))
    if membership.person_id == person.pk:
        return no(_("Permintaan sendiri diputuskan oleh orang lain."))
    if membership.ended_at is not None:
        return no(_("Permintaan ini sudah ditutup."))
    return can_edit(person, membership.organization)


def can_end(person: Anyone, membership: Membership) -> Decision:
    """People leave by themselves; editors may end another's membership."""
    if not person.is_authenticated:
        return no(_("Masuk dulu."))
    if membership.ended_at is not None:
        return no(_("Keanggotaan ini sudah berakhir."))
    if _is_last_editor(membership):
        return no(_("Tunjuk pengelola lain dulu, supaya organisasi ini tetap terurus."))
    if membership.person_id == person.pk:
        return YES
    return can_edit(person, membership.organization)


def can_propose(person: Anyone, name: str, regency: Regency) -> Decision:
    if not person.is_authenticated:
        return no(_("Masuk dulu untuk mengusulkan organisasi."))
    same = Organization.objects.filter(name__iexact=name, regency=regency)
    known = same.exclude(state=State.DECLINED).first()
    if known is None:
        return YES
    if known.state == State.LISTED:
        return no(
            _("Nama ini sudah terdaftar di kabupaten/kota itu: minta bergabung saja.")
        )
    return no(_("Nama ini sudah diusulkan dan sedang diperiksa koordinator."))


def can_decide_proposal(person: Anyone, organization: Organization) -> Decision:
    if not person.is_authenticated or not coordinates(person, organization):
        return no(_("Usulan diputuskan koordinator provinsi atau staf nasional."))
    if organization.proposed_by_id == person.pk:
        return no(_("Usulan sendiri diputuskan oleh orang lain."))
    if organization.state != State.PROPOSED:
        return no(_("Usulan ini sudah diputuskan."))
    return YES


def can_see_proposals(person: Anyone) -> Decision:
    if person.is_authenticated and (person.is_staff or person.coordinations.exists()):
        return YES
    return no(_("Usulan diputuskan koordinator provinsi atau staf nasional."))


def coordinates(person: Anyone, organization: Organization) -> bool:
    """Staff look after all organisations, coordinators after their province's."""
    if not person.is_authenticated:
        return False
    mine = Organization.objects.coordinated_by(person)
    return person.is_staff or mine.filter(pk=organization.pk).exists()


def _membership(
    person: User, organization: Organization, *, confirmed: bool = False
) -> MembershipQuerySet:
    own = Membership.objects.active().filter(person=person, organization=organization)
    return own.confirmed() if confirmed else own


def _is_last_editor(membership: Membership) -> bool:
    if not membership.is_editor or membership.confirmed_at is None:
        return False
    others = (
        Membership.objects.confirmed()
        .filter(organization=membership.organization_id)
        .exclude(pk=membership.pk)
    )
    return others.exists() and not others.filter(role=Membership.Role.EDITOR).exists()
