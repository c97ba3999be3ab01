"""What everyone reads: the list, a published document, how it changed, its proof."""

from typing import Any
from urllib.parse import quote

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from alliances.documents import summaries
from alliances.documents.models import Document
from alliances.documents.permissions import can_start
from alliances.documents.text import canonical
from alliances.documents.views.finding import (
    find_alliance,
    find_version,
    find_visible,
    is_open_to,
)
from common.http import paged


@login_not_required
@require_GET
def index(request: HttpRequest, slug: str) -> HttpResponse:
    alliance = find_alliance(request, slug)
    documents = Document.objects.visible_to(request.user).filter(alliance=alliance)
    kind = request.GET.get("jenis", "")
    if kind in Document.Kind.values:
        documents = documents.of_kind(kind)
    rows = documents.for_list().order_by("-changed_at", "-pk")
    context = {
        "alliance": alliance,
        "page": paged(request, rows),
        "kinds": Document.Kind.choices,
        "kind": kind,
        "can_start": can_start(request.user, alliance),
    }
    return render(request, "alliances/documents/index.html", context)


@login_not_required
@require_GET
def show(request: HttpRequest, slug: str, document: str) -> HttpResponse:
    """The published text; those who work on an unpublished one go to their workshop."""
    found = find_visible(request, slug, document)
    if found.published is None:
        return redirect(found.workshop_url)
    context = {
        **_about(found),
        "version": found.published,
        "signatories": summaries.signatories(found, found.published),
        "is_open": is_open_to(request, found),
        "whatsapp_url": _whatsapp(found),
    }
    return render(request, "alliances/documents/document.html", context)


@login_not_required
@require_GET
def changelog(request: HttpRequest, slug: str, document: str) -> HttpResponse:
    found = find_visible(request, slug, document)
    editions = found.versions.exclude(published_at=None).for_list()
    if found.published is None:
        raise Http404
    rows = list(editions.order_by("-edition"))
    context = {
        **_about(found),
        "rows": list(zip(rows, [*rows[1:], None], strict=True)),
    }
    return render(request, "alliances/documents/changelog.html", context)


@login_not_required
@require_GET
def proof(request: HttpRequest, slug: str, document: str, number: int) -> HttpResponse:
    """What was signed, its digest computed anew, and how to compute it oneself."""
    version = find_version(request, slug, document, number)
    if version.edition is None:
        raise Http404
    context = {
        **_about(version.document),
        "version": version,
        "holds": canonical.digest(version.content) == version.digest,
        "signatures": version.signatures.for_list(),
    }
    return render(request, "alliances/documents/proof.html", context)


@login_not_required
@require_GET
def text(request: HttpRequest, slug: str, document: str, number: int) -> HttpResponse:
    """The bytes that the digest is of."""
    version = find_version(request, slug, document, number)
    answer = HttpResponse(
        canonical.text(version.content), content_type="text/plain; charset=utf-8"
    )
    name = f"{document}-{number}.txt"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _about(document: Document) -> dict[str, Any]:
    return {"document": document, "alliance": document.alliance}


def _whatsapp(document: Document) -> str:
    return f"https://wa.me/?text={quote(f'{document.face.title} {document.address}')}"
