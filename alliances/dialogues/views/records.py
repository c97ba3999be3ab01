"""Minutes: writing them, sending them round, corrections, the final text."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest
from alliances.dialogues.actions import recording
from alliances.dialogues.forms import (
    CirculationForm,
    CorrectionForm,
    RecordForm,
    VerdictForm,
    on_behalf_of,
)
from alliances.dialogues.models import Dialogue, Record
from alliances.dialogues.permissions import can_arrange, can_write_record
from alliances.dialogues.views.dialogues import page, refused
from alliances.dialogues.views.finding import find_dialogue
from common.decisions import Refused, require


@require_http_methods(["GET", "POST"])
def write(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """A page that did not see the newest text keeps what was typed, and shows both."""
    dialogue = find_dialogue(request, slug, pk)
    require(can_write_record(request.user, dialogue))
    record = Record.objects.filter(dialogue=dialogue).first()
    shown = {"text": record.text, "base": record.revision} if record else {"base": 0}
    given = request.POST.copy() if request.method == "POST" else None
    form = RecordForm(given, initial=shown)
    theirs = None
    if given is not None and form.is_valid():
        try:
            recording.write(
                steward=request.user, dialogue=dialogue, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error("text", str(refusal))
            theirs = record
            given["base"] = str(record.revision if record else 0)
        else:
            messages.success(request, _saved(record, form.cleaned_data["text"]))
            return redirect(f"{dialogue.get_absolute_url()}#notula")
    context = {
        "alliance": dialogue.alliance,
        "dialogue": dialogue,
        "form": form,
        "theirs": theirs,
        "record": record,
        "open_corrections": record.corrections.filter(state="open") if record else [],
    }
    status = 422 if form.errors else 200
    return render(request, "alliances/dialogues/record.html", context, status=status)


@require_POST
def circulate(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    dialogue = find_dialogue(request, slug, pk)
    require(can_write_record(request.user, dialogue))
    form = CirculationForm(request.POST)
    if not form.is_valid():
        return page(request, dialogue, status=422, circulation_form=form)
    try:
        recording.circulate(
            steward=request.user, record=_record(dialogue), **form.cleaned_data
        )
    except Refused as refusal:
        return refused(request, dialogue, refusal)
    messages.success(request, _("Notula diedarkan kepada yang hadir."))
    return redirect(f"{dialogue.get_absolute_url()}#notula")


@require_POST
def correct(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    dialogue = find_dialogue(request, slug, pk)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return page(request, dialogue, status=422, correction_form=form)
    try:
        recording.correct(
            person=request.user,
            record=_record(dialogue),
            on_behalf_of=on_behalf_of(request.user, dialogue),
            **form.cleaned_data,
        )
    except Refused as refusal:
        form.add_error("text", str(refusal))
        return page(request, dialogue, status=422, correction_form=form)
    messages.success(request, _("Koreksi Anda sudah sampai pada pengurus aliansi."))
    return redirect(f"{dialogue.get_absolute_url()}#notula")


@require_POST
def decide(request: MemberRequest, slug: str, pk: int, correction: int) -> HttpResponse:
    dialogue = find_dialogue(request, slug, pk)
    require(can_arrange(request.user, dialogue))
    found = get_object_or_404(_record(dialogue).corrections.all(), pk=correction)
    form = VerdictForm(request.POST)
    typed = {"verdict_form": form, "about": correction}
    if not form.is_valid():
        return page(request, dialogue, status=422, **typed)
    try:
        recording.decide(
            steward=request.user,
            correction=found,
            accepted=request.POST.get("verdict") == "terima",
            **form.cleaned_data,
        )
    except Refused as refusal:
        form.add_error("answer", str(refusal))
        return page(request, dialogue, status=422, **typed)
    messages.success(request, _("Koreksi dijawab."))
    return redirect(f"{dialogue.get_absolute_url()}#notula")


@require_POST
def finish(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    dialogue = find_dialogue(request, slug, pk)
    try:
        recording.finish(steward=request.user, record=_record(dialogue))
    except Refused as refusal:
        return refused(request, dialogue, refusal)
    messages.success(request, _("Notula sudah final."))
    return redirect(f"{dialogue.get_absolute_url()}#notula")


def _saved(before: Record | None, text: str) -> str:
    """Whether those who were there heard of it, as the action tells them."""
    if before is None or not before.is_circulated or before.says(text):
        return _("Notula disimpan.")
    return _("Notula disimpan. Yang hadir dikabari dan dapat mengoreksinya.")


def _record(dialogue: Dialogue) -> Record:
    record: Record | None = getattr(dialogue, "record", None)
    if record is None:
        raise Http404
    return record
