"""Comments beside paragraphs, with their answers and their ends."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from alliances.documents import summaries
from alliances.documents.actions import commenting
from alliances.documents.forms import CommentForm, ReplyForm
from alliances.documents.models import Comment, Document, Section
from alliances.documents.text.anchoring import Paragraphs
from alliances.documents.views.finding import find_open
from alliances.forms import ReasonForm
from common import held_forms
from common.decisions import Refused
from common.http import paged

PAGE = 20
# Of each deed, the form that it takes and what does it.
DEEDS: dict[str, tuple[type[forms.Form], Callable[..., Any]]] = {
    "balas": (ReplyForm, commenting.reply),
    "selesai": (ReasonForm, commenting.resolve),
    "buka": (forms.Form, commenting.reopen),
    "ubah": (ReplyForm, commenting.revise),
    "tarik": (forms.Form, commenting.take_back),
}


@require_GET
def index(request: MemberRequest, slug: str, document: str) -> HttpResponse:
    """The open ones, or with `?selesai=1` those that came to an end."""
    return _page(request, find_open(request, slug, document))


@require_GET
def one(request: MemberRequest, slug: str, document: str, pk: int) -> HttpResponse:
    """To the page of the list that has it."""
    found = find_open(request, slug, document)
    rows = Comment.objects.in_order().filter(section__document=found)
    comment = get_object_or_404(rows, pk=pk)
    asked = {"selesai": 1} if comment.resolved_at is not None else {}
    query = urlencode({**asked, "hal": _page_of(found, comment)})
    return redirect(f"{_url(found)}?{query}#komentar-{pk}")


@require_POST
def add(request: MemberRequest, slug: str, document: str, pk: int) -> HttpResponse:
    found = find_open(request, slug, document)
    section = _section(found, pk)
    form = CommentForm(request.POST)
    if not form.is_valid():
        more = {"section": section, "form": form}
        return _page(request, found, more, status=422)
    made = commenting.comment(author=request.user, section=section, **form.cleaned_data)
    messages.success(request, _("Komentar tersimpan."))
    return redirect(made)


@require_POST
def act(
    request: MemberRequest, slug: str, document: str, pk: int, deed: str
) -> HttpResponse:
    """Answer, bring to an end with a reason, open again; or change one's own words."""
    found = find_open(request, slug, document)
    rows = Comment.objects.select_related("section__document__alliance")
    comment = get_object_or_404(rows, pk=pk, section__document=found)
    if deed not in DEEDS:
        raise Http404
    shape, action = DEEDS[deed]
    form = shape(request.POST)
    if not form.is_valid():
        return _typed(request, comment, deed, form)
    try:
        action(author=request.user, comment=comment, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
        if form.fields:
            return _typed(request, comment, deed, form)
    root = rows.filter(pk=comment.parent_id or pk).first()
    return redirect(root or _url(found))


def _typed(
    request: MemberRequest, comment: Comment, deed: str, form: forms.Form
) -> HttpResponse:
    """With what was typed, at its thread; beside the list, if that went meanwhile."""
    document = comment.section.document
    threads = Comment.objects.threads().filter(section__document=document)
    root = threads.filter(pk=comment.parent_id or comment.pk).first()
    more: dict[str, Any] = {"about": comment.pk, deed: form, "at": _url(document)}
    if root is None:
        more["held"] = held_forms.sent_by(request)
    return _page(request, document, more, root, status=422)


def _page(
    request: MemberRequest,
    document: Document,
    more: dict[str, Any] | None = None,
    root: Comment | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Those that the address asks for; or the page that has the thread of `root`."""
    is_done = bool(request.GET.get("selesai"))
    if root is not None:
        is_done = root.resolved_at is not None
    comments = Comment.objects.in_order().filter(
        section__document=document, resolved_at__isnull=not is_done
    )
    rows = comments.select_related("section", "author", "resolved_by")
    page = paged(request, rows, PAGE)
    if root is not None:
        page = page.paginator.get_page(_page_of(document, root))
    context = {
        "document": document,
        "alliance": document.alliance,
        "page": page,
        "threads": summaries.threads(page),
        "is_done": is_done,
        **(_about(request, document) if more is None else more),
    }
    return render(request, "alliances/documents/comments.html", context, status=status)


def _page_of(document: Document, root: Comment) -> int:
    """Of those in its state, open or ended."""
    is_open = root.resolved_at is None
    rows = Comment.objects.in_order().filter(section__document=document)
    beside = rows.filter(resolved_at__isnull=is_open).values_list("pk", flat=True)
    return list(beside).index(root.pk) // PAGE + 1


def _about(request: MemberRequest, document: Document) -> dict[str, Any]:
    """The paragraph that a new comment is asked for, if one is."""
    number = request.GET.get("bagian", "")
    if not number.isdecimal():
        return {}
    section = _section(document, int(number))
    mark = request.GET.get("paragraf", "")[:12]
    paragraphs = Paragraphs(section.body, section.marks)
    chosen = request.GET.get("kutipan", "")[: commenting.LONGEST_QUOTE]
    quote = paragraphs.quote(mark, chosen, commenting.LONGEST_QUOTE)
    form = CommentForm(initial={"mark": mark if quote else "", "quote": quote})
    return {"section": section, "form": form, "quote": quote}


def _section(document: Document, pk: int) -> Section:
    section = get_object_or_404(document.sections.standing(), pk=pk)
    section.document = document
    return section


def _url(document: Document) -> str:
    return f"{document.get_absolute_url()}komentar/"
