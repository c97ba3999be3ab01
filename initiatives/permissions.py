"""Who may write, hand over, review and send a worksheet, and if not, why."""

from django.utils.translation import gettext as _

from accounts.models import User
from common.decisions import YES, Decision, no
from initiatives import outline
from initiatives.models import HandOff, Step, Worksheet
from network.models import Membership, Organization
from network.permissions import can_act_for

State = Worksheet.State


def writes(user: User, worksheet: Worksheet) -> bool:
    """The author, and who manages the organisation it is for."""
    if worksheet.author_id == user.pk:
        return True
    if worksheet.organization_id is None:
        return False
    managed = Membership.objects.confirmed().filter(
        person=user,
        role=Membership.Role.EDITOR,
        organization=worksheet.organization_id,
    )
    return managed.exists()


def can_write_for(user: User, organization: Organization | None) -> Decision:
    """A worksheet is for an organisation that its author may act for, or for none."""
    return YES if organization is None else can_act_for(user, organization)


def can_edit(user: User, worksheet: Worksheet) -> Decision:
    if not writes(user, worksheet):
        return no(_("Hanya penulis dan pengelola organisasinya yang boleh mengubah."))
    if worksheet.state == State.SUBMITTED:
        return no(_("Lembar kerja ini sedang dibaca mentor. Tarik kembali dulu."))
    if worksheet.state == State.APPROVED:
        return no(_("Lembar kerja ini sudah disetujui. Buka lagi untuk mengubahnya."))
    return YES


def can_submit(user: User, worksheet: Worksheet) -> Decision:
    editable = can_edit(user, worksheet)
    if not editable:
        return editable
    incomplete = [
        str(step.number)
        for step in Step.objects.filter(worksheet=worksheet)
        if outline.lacking(outline.step_of(step.number), step.content)
    ]
    if incomplete:
        return no(_("Masih ada yang kurang di langkah %s.") % ", ".join(incomplete))
    return YES


def can_reopen(user: User, worksheet: Worksheet) -> Decision:
    if not writes(user, worksheet):
        return no(_("Hanya penulis dan pengelola organisasinya yang boleh mengubah."))
    if worksheet.is_editable:
        return no(_("Lembar kerja ini memang sedang terbuka."))
    return YES


def can_review(user: User, worksheet: Worksheet, revision: int) -> Decision:
    if worksheet.author_id == user.pk:
        return no(_("Tulisan sendiri ditelaah orang lain."))
    if not worksheet.mentors.filter(pk=user.pk).exists():
        return no(_("Anda bukan mentor lembar kerja ini."))
    if worksheet.revision != revision:
        return no(_("Penulis sudah mengirim versi baru. Baca dulu versi itu."))
    if worksheet.state != State.SUBMITTED:
        return no(_("Lembar kerja ini sedang tidak menunggu telaah."))
    return YES


def can_send(user: User, worksheet: Worksheet) -> Decision:
    """One hand-off for each revision, unless lokadaya.com refused it."""
    if worksheet.author_id != user.pk:
        return no(_("Hanya penulisnya yang mengirim ke Galang Daya."))
    if worksheet.state != State.APPROVED:
        return no(_("Mentor harus menyetujuinya dulu."))
    hand_offs = HandOff.objects.filter(
        worksheet=worksheet, revision=worksheet.revision, letter__refused_at=None
    )
    if hand_offs.exists():
        return no(_("Lembar kerja ini sudah dikirim ke Galang Daya."))
    return YES
