"""Beginning a document, its workshop, and the order of its sections."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from alliances.documents import summaries
from alliances.documents.actions import composing, publishing
from alliances.documents.forms import DocumentForm, NameForm, TitleForm
from alliances.documents.kinds import templates
from alliances.documents.models import Document, Section
from alliances.documents.permissions import (
    can_choose_circle,
    can_publish,
    can_start,
)
from alliances.documents.views.finding import find_alliance, find_open, find_section
from common.decisions import Refused, require

SECTION_DEEDS: dict[str, Callable[..., object]] = {
    "naik": partial(composing.shift_section, by=-1),
    "turun": partial(composing.shift_section, by=1),
    "hapus": composing.remove_section,
    "kembalikan": composing.bring_back_section,
}


@require_http_methods(["GET", "POST"])
def new(request: MemberRequest, slug: str) -> HttpResponse:
    alliance = find_alliance(request, slug)
    require(can_start(request.user, alliance))
    form = DocumentForm(request.POST or None, initial={"circle": "members"})
    if form.is_valid():
        document = composing.begin(
            author=request.user, alliance=alliance, **form.cleaned_data
        )
        messages.success(request, _("Naskah dimulai. Pilih bagian yang ingin ditulis."))
        return redirect(document.workshop_url)
    context = {"alliance": alliance, "form": form, "templates": templates()}
    status = 422 if form.is_bound else 200
    return render(request, "alliances/documents/new.html", context, status=status)


@require_GET
def show(request: MemberRequest, slug: str, document: str) -> HttpResponse:
    found = find_open(request, slug, document)
    return _page(request, found)


@require_http_methods(["GET", "POST"])
def describe(request: MemberRequest, slug: str, document: str) -> HttpResponse:
    found = find_open(request, slug, document)
    form = DocumentForm(
        request.POST or None,
        instance=found,
        chooses_circle=bool(can_choose_circle(request.user, found)),
    )
    if form.is_valid():
        composing.describe(author=request.user, document=found, **form.cleaned_data)
        messages.success(request, _("Rincian naskah tersimpan."))
        return redirect(found.workshop_url)
    context = {"alliance": found.alliance, "document": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "alliances/documents/new.html", context, status=status)


@require_POST
def add_section(request: MemberRequest, slug: str, document: str) -> HttpResponse:
    found = find_open(request, slug, document)
    form = TitleForm(request.POST)
    if not form.is_valid():
        return _page(request, found, {"title_form": form}, status=422)
    section = composing.add_section(
        author=request.user, document=found, **form.cleaned_data
    )
    return redirect(f"{found.workshop_url}#bagian-{section.pk}")


@require_POST
def change_section(
    request: MemberRequest, slug: str, document: str, pk: int, deed: str
) -> HttpResponse:
    section = find_section(request, slug, document, pk)
    if deed == "judul":
        form = TitleForm(request.POST)
        if not form.is_valid():
            return _page(request, section.document, {"title_form": form}, status=422)
        composing.rename_section(
            author=request.user, section=section, **form.cleaned_data
        )
    elif deed in SECTION_DEEDS:
        _arrange(request, section, deed)
    else:
        raise Http404
    return redirect(f"{section.document.workshop_url}#bagian-{section.pk}")


def _arrange(request: MemberRequest, section: Section, deed: str) -> None:
    try:
        SECTION_DEEDS[deed](author=request.user, section=section)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return
    if deed == "hapus":
        said = _("“%(section)s” dikeluarkan. Isinya tersimpan dan dapat dikembalikan.")
        messages.success(request, said % {"section": section.title})


def _page(
    request: MemberRequest,
    document: Document,
    more: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    benches = summaries.benches(document)
    running = document.rounds.running().select_related("version").first()
    context = {
        "document": document,
        "alliance": document.alliance,
        "benches": benches,
        "comments": sum(bench.comments for bench in benches),
        "removed": document.sections.exclude(removed_at=None),
        "round": running,
        "can_publish": can_publish(request.user, document),
        "has_changed": document.edition_id and publishing.has_changed(document),
        "title_form": TitleForm(),
        "name_form": NameForm(),
        **(more or {}),
    }
    page = "alliances/documents/workshop.html"
    return render(request, page, context, status=status)
