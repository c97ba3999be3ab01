"""Who may write, review, publish and sign documents, and if not, why."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.documents.models import (
    Comment,
    Document,
    Review,
    Section,
    Signature,
    Version,
)
from alliances.models import SOCIETY, Alliance
from alliances.permissions import can_steward
from alliances.representation import acting_for
from common.decisions import YES, Decision, no
from network.models import Organization
from network.permissions import can_act_for, can_edit

Anyone = User | AnonymousUser


def can_start(user: Anyone, alliance: Alliance) -> Decision:
    """People who act for a member organisation write, and stewards."""
    if not user.is_authenticated:
        return no(_("Masuk dulu untuk menulis naskah."))
    members = alliance.memberships.active().values("organization")
    if can_steward(user, alliance) or acting_for(user).filter(pk__in=members).exists():
        return YES
    return no(_("Naskah ditulis orang-orang dari organisasi anggota aliansi."))


def can_write(user: Anyone, document: Document) -> Decision:
    if Document.objects.open_to(user).filter(pk=document.pk).exists():
        return YES
    return no(_("Naskah ini ditulis anggota aliansinya. Anda dapat membacanya saja."))


def can_displace(user: User, section: Section) -> Decision:
    """To write over a section, or take it out, in which nobody else is writing."""
    if section.is_free_for(user):
        return YES
    return no(
        _("%(name)s sedang menulis di “%(section)s”. Coba lagi sesudahnya.")
        % {"name": section.held_by, "section": section.title}
    )


def can_change_comment(user: Anyone, comment: Comment) -> Decision:
    """To edit it or take it back: its author, until its thread came to an end."""
    writing = can_write(user, comment.section.document)
    if not writing:
        return writing
    if comment.author_id != user.pk:
        return no(_("Hanya penulisnya yang dapat mengubah komentar ini."))
    if comment.taken_back_at is not None:
        return no(_("Komentar ini sudah ditarik."))
    if (comment.parent or comment).resolved_at is not None:
        return no(_("Pembicaraan ini sudah selesai. Buka lagi dulu, lalu ubah."))
    return YES


def can_choose_circle(user: Anyone, document: Document) -> Decision:
    if can_steward(user, document.alliance):
        return YES
    return no(_("Siapa yang membaca draf ini ditentukan pengurus aliansi."))


def can_publish(user: Anyone, document: Document) -> Decision:
    if can_steward(user, document.alliance):
        return YES
    return no(_("Hanya pengurus aliansi yang membuka tanda tangan dan menerbitkan."))


def can_answer(user: Anyone, review: Review) -> Decision:
    if review.round.closed_at is not None:
        return no(_("Tinjauan ini sudah ditutup."))
    return can_act_for(user, review.organization)


def can_sign(user: Anyone, version: Version, organization: Organization) -> Decision:
    """Who manages an organisation binds it; others who act for it may not."""
    document = version.document
    if document.edition_id != version.pk:
        return no(_("Yang ditandatangani adalah versi terakhir yang dibuka."))
    if not can_represent(user, organization):
        return no(_("Yang menandatangani adalah pengelola organisasinya."))
    membership = document.alliance.memberships.active()
    if not membership.filter(organization=organization).exists():
        return no(_("Organisasi ini bukan anggota aliansi."))
    is_hidden = version.published_at is None
    is_hidden &= document.circle == Document.Circle.SOCIETY
    if is_hidden and organization.kind not in SOCIETY:
        return no(_("Naskah ini masih ditulis masyarakat sipil."))
    signed = version.signatures.filter(organization=organization).first()
    if signed is None:
        return YES
    if signed.withdrawn_at is None:
        return no(_("Organisasi ini sudah menandatangani versi ini."))
    return no(_("Tanda tangan organisasi ini atas versi ini sudah ditarik."))


def can_withdraw(user: Anyone, signature: Signature) -> Decision:
    if signature.withdrawn_at is not None:
        return no(_("Tanda tangan ini sudah ditarik."))
    if can_represent(user, signature.organization):
        return YES
    return no(_("Yang menarik tanda tangan adalah pengelola organisasinya."))


def can_represent(user: Anyone, organization: Organization) -> Decision:
    """To bind an organisation: acting for it is not enough, one must manage it."""
    acting = can_act_for(user, organization)
    return can_edit(user, organization) if acting else acting
