"""The letter of an institution: its page needs no account, only its address."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from alliances.dialogues.actions import inviting, recording
from alliances.dialogues.forms import AnswerForm, CorrectionForm
from alliances.dialogues.models import Correction, Invitation, RecordVersion
from alliances.dialogues.models.record import RecordVersionQuerySet
from alliances.dialogues.views import history
from common.decisions import Refused


@login_not_required
@require_GET
def show(request: HttpRequest, token: str) -> HttpResponse:
    return _page(request, _find(token))


@login_not_required
@require_POST
def answer(request: HttpRequest, token: str) -> HttpResponse:
    invitation = _find(token)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, invitation, form=form, status=422)
    try:
        inviting.answer_letter(token=token, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("note", str(refusal))
        return _page(request, invitation, form=form, status=422)
    messages.success(request, _("Terima kasih. Jawaban Anda sudah sampai."))
    return redirect(invitation)


@login_not_required
@require_POST
def correct(request: HttpRequest, token: str) -> HttpResponse:
    invitation = _find(token)
    if not hasattr(invitation.dialogue, "record"):
        raise Http404
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _page(request, invitation, correction_form=form, status=422)
    try:
        recording.correct_by_letter(invitation=invitation, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("text", str(refusal))
        return _page(request, invitation, correction_form=form, status=422)
    messages.success(request, _("Koreksi Anda sudah sampai pada pengurus aliansi."))
    return redirect(invitation)


@login_not_required
@require_GET
def versions(request: HttpRequest, token: str) -> HttpResponse:
    """What became of the minutes since they were sent round."""
    invitation = _find(token)
    seen = _sent_round(invitation)
    back = invitation.get_absolute_url()
    return _secret(history.all_of(request, invitation.dialogue, seen, back))


@login_not_required
@require_GET
def version(request: HttpRequest, token: str, revision: int) -> HttpResponse:
    invitation = _find(token)
    seen = _sent_round(invitation)
    back = invitation.get_absolute_url()
    return _secret(history.one_of(request, invitation.dialogue, seen, revision, back))


def _sent_round(invitation: Invitation) -> RecordVersionQuerySet:
    versions = RecordVersion.objects.sent_round()
    return versions.filter(record__dialogue=invitation.dialogue)


def _find(token: str) -> Invitation:
    letters = Invitation.objects.select_related(
        "dialogue__alliance", "dialogue__record", "organization"
    )
    return get_object_or_404(letters, token=token)


def _page(
    request: HttpRequest,
    invitation: Invitation,
    *,
    form: AnswerForm | None = None,
    correction_form: CorrectionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The minutes are shown to who holds the letter once they are sent round."""
    dialogue = invitation.dialogue
    record = getattr(dialogue, "record", None)
    context = {
        "invitation": invitation,
        "dialogue": dialogue,
        "record": record if record and not record.is_draft else None,
        "corrections": Correction.objects.filter(invitation=invitation).order_by("pk"),
        "form": form or AnswerForm(),
        "correction_form": correction_form or CorrectionForm(),
    }
    page = render(request, "alliances/dialogues/letter.html", context, status=status)
    return _secret(page)


def _secret(page: HttpResponse) -> HttpResponse:
    # The address is who asks: it is told to nobody else. Without any referrer at
    # all a browser hides where a form comes from, and it would be refused.
    page.headers["Referrer-Policy"] = "same-origin"
    page.headers["X-Robots-Tag"] = "noindex"
    return page
