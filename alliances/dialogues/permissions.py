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


def can_replan(user: User | AnonymousUser, dialogue: Dialogue) -> Decision:
    """To invite, change and call off: not what took place."""
    if dialogue.is_held:
        return no(_("Dialog ini sudah terlaksana."))
    return can_arrange(user, dialogue)


def can_hold(user: User | AnonymousUser, dialogue: Dialogue) -> Decision:
    """Nothing took place before it began."""
    if not dialogue.has_begun:
        return no(_("Dialog ini belum berlangsung."))
    return can_arrange(user, dialogue)


def can_unhold(user: User | AnonymousUser, dialogue: Dialogue) -> Decision:
    """As long as nothing says that it took place but somebody's hurry."""
    if not dialogue.is_held:
        return no(_("Dialog ini belum dinyatakan terlaksana."))
    if Record.objects.filter(dialogue=dialogue).exclude(state="draft").exists():
        return no(_("Notulanya sudah diedarkan, jadi dialog ini tetap terlaksana."))
    if dialogue.attendees.exists() or dialogue.commitments.exists():
        return no(_("Sudah ada yang dicatat hadir atau berjanji di dialog ini."))
    return can_arrange(user, dialogue)


def can_write_down(user: User | AnonymousUser, dialogue: Dialogue) -> Decision:
    """Who was there, as long as the minutes are not final."""
    holding = can_hold(user, dialogue)
    return can_write_record(user, dialogue) if holding else holding


def can_answer(user: User | AnonymousUser, invitation: Invitation) -> Decision:
    """Who acts for the invited organisation, until the dialogue begins."""
    if not invitation.dialogue.takes_answers:
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
    """Whoever was there or was invited, while corrections are asked for."""
    awaiting = is_awaiting_corrections(record)
    if not awaiting:
        return awaiting
    if not user.is_authenticated:
        return no(_("Masuk dulu untuk mengoreksi notula."))
    own = Dialogue.objects.visible_to(user).attended_by(user)
    if not own.filter(pk=record.dialogue_id).exists():
        return no(_("Notula ini dikoreksi oleh yang hadir atau diundang."))
    return YES


def is_awaiting_corrections(record: Record) -> Decision:
    if not record.is_circulated:
        return no(_("Notula ini sedang tidak menunggu koreksi."))
    if not record.awaits_corrections:
        return no(_("Masa koreksi notula ini sudah lewat."))
    return YES


def can_report(user: User | AnonymousUser, commitment: Commitment) -> Decision:
    """Stewards, and who acts for the organisation that promised."""
    if can_steward(user, commitment.alliance):
        return YES
    if commitment.organization is None or not user.is_authenticated:
        return no(_("Kabar komitmen ini ditulis oleh pengurus aliansi."))
    return can_act_for(user, commitment.organization)
