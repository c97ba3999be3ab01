"""Questions at a webinar: the list, asking, voting, and what those who lead do."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from common.decisions import Refused
from common.http import page_or_fragment, wants_fragment
from courses.actions import asking
from courses.forms import AnswerForm, AskForm
from courses.models import Webinar, WebinarQuestion
from courses.permissions import can_manage_webinar, may_ask
from courses.permissions import webinars as permissions
from courses.views.finding import get_webinar

SHOWN = 200


@login_not_required
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    return _list(request, get_webinar(request, pk))


@require_POST
def ask(request: MemberRequest, pk: int) -> HttpResponse:
    webinar = get_webinar(request, pk)
    form = AskForm(request.POST)
    try:
        if form.is_valid():
            asking.ask(author=request.user, webinar=webinar, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    if form.errors:
        context = {**about_questions(request, webinar), "question_form": form}
        return render(request, "courses/webinar_questions.html", context, status=422)
    return _back(request, webinar)


@require_POST
def vote(request: MemberRequest, pk: int, question_pk: int) -> HttpResponse:
    webinar, question = _question(request, pk, question_pk)
    wants = request.POST.get("vote") != "tidak"
    try:
        asking.vote(person=request.user, question=question, wants=wants)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _list(request, webinar, status=422)
    return _back(request, webinar)


@require_POST
def lead(request: MemberRequest, pk: int, question_pk: int) -> HttpResponse:
    """Answered, open again, put aside, shown again: by those who lead the webinar."""
    webinar, question = _question(request, pk, question_pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _list(request, webinar, status=422)
    host, deed = request.user, request.POST.get("deed")
    if deed == "buka":
        asking.reopen(host=host, question=question)
    elif deed in ("sisihkan", "tampilkan"):
        asking.put_aside(host=host, question=question, is_hidden=deed == "sisihkan")
    else:
        asking.answer(host=host, question=question, **form.cleaned_data)
    return _back(request, webinar)


def about_questions(
    request: HttpRequest,
    webinar: Webinar,
    *,
    has_seat: bool | None = None,
    leads: bool | None = None,
) -> dict[str, Any]:
    """What `_webinar_questions.html` needs, on whichever page it stands."""
    user = request.user
    if leads is None:
        leads = bool(can_manage_webinar(user, webinar))
    if has_seat is None:
        has_seat = permissions.has_seat(user, webinar)
    shown = webinar.questions.visible_to(user, manages=leads)
    return {
        "webinar": webinar,
        "questions": shown.for_page(user)[:SHOWN],
        "leads": leads,
        "ask_decision": may_ask(user, webinar, has_seat),
        "question_form": AskForm(),
    }


def _question(
    request: MemberRequest, pk: int, question_pk: int
) -> tuple[Webinar, WebinarQuestion]:
    webinar = get_webinar(request, pk)
    leads = bool(can_manage_webinar(request.user, webinar))
    shown = webinar.questions.visible_to(request.user, manages=leads)
    question = get_object_or_404(shown.select_related("author"), pk=question_pk)
    question.webinar = webinar
    return webinar, question


def _list(request: HttpRequest, webinar: Webinar, *, status: int = 200) -> HttpResponse:
    return page_or_fragment(
        request,
        "courses/webinar_questions.html",
        "courses/_webinar_questions.html",
        about_questions(request, webinar),
        status=status,
    )


def _back(request: MemberRequest, webinar: Webinar) -> HttpResponse:
    """To the page that the button stood on: the room, the webinar, or the list."""
    if wants_fragment(request):
        return _list(request, webinar)
    came_from = request.POST.get("from")
    names = {"ruang": "courses:webinar_room", "tanya": "courses:webinar_questions"}
    page = redirect(names.get(came_from or "", "courses:webinar"), webinar.pk)
    page.headers["Location"] += "#pertanyaan"
    return page
