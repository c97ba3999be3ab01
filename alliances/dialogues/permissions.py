"""Who plans dialogues, writes their minutes, and reports on what was promised."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.dialogues.models import Commitment, Dialogue, Invitation, Record
from alliances.permissions import can_steward
from common.decisions import YES, Decision, no
from network.permissions import can_act_for


def can_arrange(user: User | AnonymousUser, dialogue: Dialogue) -> Decision:
    """Stewards, and as long as there is something to arrange."""
    if dialogue.is_cancelled:
        return no(_("Dialog ini sudah dibatalkan."))
    return can_steward(user, dialogue.alliance)


def can_answer(user: User | AnonymousUser, invitation: Invitation) -> Decision:
    """Who acts for the invited organisation, until the dialogue begins."""
    if not invitation.dialogue.is_planned:
        return no(_("Undangan ini tidak dapat dijawab lagi."))
    if invitation.organization is None or not user.is_authenticated:
        return no(_("Undangan ini dijawab lewat surat undangannya."))
    return can_act_for(user, invitation.organization)


def can_write_record(user: User | AnonymousUser, dialogue: Dialogue) -> Decision:
    """Stewards, until the minutes are final."""
    arranging = can_arrange(user, dialogue)
    if not arranging:
        return arranging
    record = Record.objects.filter(dialogue=dialogue).first()
    if record is not None and record.is_final:
        return no(_("Notula ini sudah final."))
    return YES


def can_correct(user: User | AnonymousUser, record: Record) -> Decision:
    """Whoever sees the dialogue, while corrections are asked for."""
    if not record.is_circulated:
        return no(_("Notula ini sedang tidak menunggu koreksi."))
    if not user.is_authenticated or not record.dialogue.is_visible_to(user):
        return no(_("Masuk dulu untuk mengoreksi notula."))
    return YES


def can_report(user: User | AnonymousUser, commitment: Commitment) -> Decision:
    """Stewards, and who acts for the organisation that promised."""
    if can_steward(user, commitment.alliance):
        return YES
    if commitment.organization is None or not user.is_authenticated:
        return no(_("Kabar komitmen ini ditulis oleh pengurus aliansi."))
    return can_act_for(user, commitment.organization)
