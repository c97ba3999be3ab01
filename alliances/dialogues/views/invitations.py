"""Inviting, answering, and writing down who was there."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.http import MemberRequest
from alliances.dialogues.actions import inviting
from alliances.dialogues.forms import (
    AnswerForm,
    AttendeeForm,
    InvitationForm,
    NameForm,
)
from alliances.dialogues.models import Attendee, Dialogue
from alliances.dialogues.permissions import can_arrange
from alliances.dialogues.views.dialogues import page, refused
from alliances.dialogues.views.finding import find_dialogue
from common.decisions import Refused, require


@require_POST
def invite(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    dialogue = find_dialogue(request, slug, pk)
    require(can_arrange(request.user, dialogue))
    form = InvitationForm(request.POST, prefix="undang")
    if not form.is_valid():
        return page(request, dialogue, status=422, invitation_form=form)
    try:
        invitation = inviting.invite(
            steward=request.user, dialogue=dialogue, **form.cleaned_data
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return page(request, dialogue, status=422, invitation_form=form)
    messages.success(request, _("%(who)s diundang.") % {"who": invitation})
    return redirect(f"{dialogue.get_absolute_url()}#undangan")


@require_POST
def answer(request: MemberRequest, slug: str, pk: int, invitation: int) -> HttpResponse:
    dialogue = find_dialogue(request, slug, pk)
    found = get_object_or_404(dialogue.invitations.all(), pk=invitation)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return page(request, dialogue, status=422, answer_form=form)
    try:
        inviting.answer(person=request.user, invitation=found, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return page(request, dialogue, status=422, answer_form=form)
    messages.success(request, _("Jawaban Anda sudah sampai."))
    return redirect(dialogue)


@require_POST
def withdraw(
    request: MemberRequest, slug: str, pk: int, invitation: int
) -> HttpResponse:
    dialogue = find_dialogue(request, slug, pk)
    found = get_object_or_404(
        dialogue.invitations.select_related("dialogue__alliance"), pk=invitation
    )
    try:
        inviting.withdraw(steward=request.user, invitation=found)
    except Refused as refusal:
        return refused(request, dialogue, refusal)
    messages.success(request, _("Undangan ditarik."))
    return redirect(f"{dialogue.get_absolute_url()}#undangan")


@require_POST
def write_down(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    dialogue = find_dialogue(request, slug, pk)
    require(can_arrange(request.user, dialogue))
    form = AttendeeForm(request.POST, prefix="hadir")
    if not form.is_valid():
        return page(request, dialogue, status=422, attendee_form=form)
    try:
        attendee = inviting.write_down(
            steward=request.user, dialogue=dialogue, **form.cleaned_data
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return page(request, dialogue, status=422, attendee_form=form)
    messages.success(request, _("%(name)s dicatat hadir.") % {"name": attendee.name})
    return redirect(f"{dialogue.get_absolute_url()}#hadir")


@require_POST
def rename(request: MemberRequest, slug: str, pk: int, attendee: int) -> HttpResponse:
    dialogue = find_dialogue(request, slug, pk)
    found = _attendee(dialogue, attendee)
    form = NameForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Tulis nama yang hadir."))
        return page(request, dialogue, status=422)
    try:
        inviting.rename(steward=request.user, attendee=found, **form.cleaned_data)
    except Refused as refusal:
        return refused(request, dialogue, refusal)
    return redirect(f"{dialogue.get_absolute_url()}#hadir")


@require_POST
def strike_out(
    request: MemberRequest, slug: str, pk: int, attendee: int
) -> HttpResponse:
    dialogue = find_dialogue(request, slug, pk)
    found = _attendee(dialogue, attendee)
    try:
        inviting.strike_out(steward=request.user, attendee=found)
    except Refused as refusal:
        return refused(request, dialogue, refusal)
    return redirect(f"{dialogue.get_absolute_url()}#hadir")


def _attendee(dialogue: Dialogue, pk: int) -> Attendee:
    rows = dialogue.attendees.select_related("dialogue__alliance")
    return get_object_or_404(rows, pk=pk)
