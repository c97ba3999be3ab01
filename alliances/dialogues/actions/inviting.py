"""Organisations and institutions are invited, answer, and are written down as there."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from alliances.dialogues.actions import telling
from alliances.dialogues.actions.planning import hold, locked
from alliances.dialogues.models import Attendee, Dialogue, Invitation, Record
from alliances.dialogues.permissions import can_answer, can_replan, can_write_down
from common.decisions import no, require
from network.models import Organization

Answer = Invitation.Answer


@transaction.atomic
def invite(
    *,
    steward: User,
    dialogue: Dialogue,
    organization: Organization | None = None,
    institution: str = "",
    addressee: str = "",
) -> Invitation:
    """One of `organization` and `institution`. Asked twice, an organisation is once."""
    dialogue = locked(dialogue)
    require(can_replan(steward, dialogue))
    if organization is not None:
        invitation, is_new = dialogue.invitations.get_or_create(
            organization=organization, defaults={"addressee": addressee}
        )
    else:
        invitation = dialogue.invitations.create(
            institution=institution, addressee=addressee
        )
        is_new = True
    if is_new:
        telling.say_invited(invitation)
    return invitation


@transaction.atomic
def withdraw(*, steward: User, invitation: Invitation) -> None:
    """Only what has not been answered: an answer is somebody's word."""
    invitation = _locked(invitation)
    require(can_replan(steward, invitation.dialogue))
    if invitation.is_answered:
        require(no(_("Undangan ini sudah dijawab, jadi tetap tercatat.")))
    invitation.delete()
    telling.take_back(invitation)


@transaction.atomic
def answer(
    *, person: User, invitation: Invitation, coming: bool, note: str = ""
) -> Invitation:
    invitation = _locked(invitation)
    require(can_answer(person, invitation))
    invitation = _answer(invitation, coming, note, person)
    telling.remind_as_answered(invitation)
    return invitation


@transaction.atomic
def answer_letter(*, token: str, coming: bool, note: str = "") -> Invitation:
    """Whoever holds the letter answers for the institution."""
    invitation = _locked(Invitation.objects.get(token=token))
    if not invitation.dialogue.takes_answers:
        require(no(_("Undangan ini tidak dapat dijawab lagi.")))
    return _answer(invitation, coming, note, None)


@transaction.atomic
def write_down(
    *,
    steward: User,
    dialogue: Dialogue,
    name: str,
    office: str = "",
    organization: Organization | None = None,
    institution: str = "",
) -> Attendee:
    """Somebody was there; so the dialogue was held.

    An institution that nobody had invited gets its letter now, to read and correct the
    minutes by; an organisation sees the dialogue because it was there.
    """
    require(can_write_down(steward, dialogue))
    dialogue = hold(steward=steward, dialogue=dialogue)
    if organization is None:
        _give_letter(dialogue, institution)
    return Attendee.objects.create(
        dialogue=dialogue,
        organization=organization,
        institution="" if organization else institution,
        name=name,
        office=office,
        recorded_by=steward,
    )


@transaction.atomic
def rename(*, steward: User, attendee: Attendee, name: str, office: str = "") -> None:
    """A name was written wrongly. For whom they came stays, and its letter."""
    dialogue = locked(attendee.dialogue)
    require(can_write_down(steward, dialogue))
    attendee.name, attendee.office = name, office
    attendee.save(update_fields=["name", "office"])


@transaction.atomic
def strike_out(*, steward: User, attendee: Attendee) -> None:
    dialogue = locked(attendee.dialogue)
    require(can_write_down(steward, dialogue))
    attendee.delete()
    named = {"institution__iexact": attendee.institution}
    # Once the minutes went round, the letter is in hands that correct them by it.
    went_round = Record.objects.filter(dialogue=dialogue, circulated_at__isnull=False)
    if not attendee.institution or went_round.exists():
        return
    if not dialogue.attendees.filter(**named).exists():
        dialogue.invitations.filter(**named, answer=Answer.CAME).delete()


def _give_letter(dialogue: Dialogue, institution: str) -> None:
    if dialogue.invitations.filter(institution__iexact=institution).exists():
        return
    now = timezone.now()
    dialogue.invitations.create(
        institution=institution, answer=Answer.CAME, answered_at=now
    )


def _answer(
    invitation: Invitation, coming: bool, note: str, person: User | None
) -> Invitation:
    """Who arranges it hears of an answer, and of another one; not of the same again."""
    before = (invitation.answer, invitation.note)
    invitation.answer = Answer.COMING if coming else Answer.DECLINED
    invitation.note = note
    invitation.answered_by = person
    invitation.answered_at = timezone.now()
    invitation.save()
    if before != (invitation.answer, note):
        telling.say_answered(invitation)
    return invitation


def _locked(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related(
        "dialogue__alliance", "organization"
    )
    return rows.get(pk=invitation.pk)
