"""The history of a section: read, compared with what stands there, and taken again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from alliances.documents.actions import alternatives
from alliances.documents.models import SectionRevision
from alliances.documents.summaries import Line, history_of
from alliances.documents.text import comparing
from alliances.documents.views.finding import find_section
from common.decisions import Refused
from common.http import paged


@require_GET
def index(request: MemberRequest, slug: str, document: str, pk: int) -> HttpResponse:
    section = find_section(request, slug, document, pk)
    page = paged(request, history_of(section))
    context = {
        "section": section,
        "document": section.document,
        "alliance": section.document.alliance,
        "page": page,
        "lines": [Line(**row) for row in page],
    }
    return render(request, "alliances/documents/history.html", context)


@require_GET
def show(
    request: MemberRequest, slug: str, document: str, pk: int, number: int
) -> HttpResponse:
    revision = _revision(request, slug, document, pk, number)
    section = revision.section
    context = {
        "revision": revision,
        "section": section,
        "document": section.document,
        "alliance": section.document.alliance,
        "blocks": comparing.of_bodies(section.body, revision.body),
    }
    return render(request, "alliances/documents/revision.html", context)


@require_POST
def take(
    request: MemberRequest, slug: str, document: str, pk: int, number: int
) -> HttpResponse:
    revision = _revision(request, slug, document, pk, number)
    try:
        alternatives.take_again(author=request.user, text=revision)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Teks ini dipakai lagi. Yang tadi ada tetap tersimpan.")
        )
    return redirect(f"{revision.section.document.workshop_url}#bagian-{pk}")


def _revision(
    request: MemberRequest, slug: str, document: str, pk: int, number: int
) -> SectionRevision:
    section = find_section(request, slug, document, pk)
    rows = section.revisions.select_related("made_by")
    found = get_object_or_404(rows, number=number)
    found.section = section
    return found
