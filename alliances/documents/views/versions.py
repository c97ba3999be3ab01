"""Versions of a document: named, compared word by word, brought back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from alliances.documents.actions import versions
from alliances.documents.forms import NameForm
from alliances.documents.models import Version
from alliances.documents.text import comparing
from alliances.documents.views.finding import (
    find_open,
    find_version,
    is_open_to,
)
from common.decisions import Refused
from common.http import paged


@require_GET
def index(request: MemberRequest, slug: str, document: str) -> HttpResponse:
    found = find_open(request, slug, document)
    context = {
        "document": found,
        "alliance": found.alliance,
        "page": paged(request, found.versions.for_list()),
        "form": NameForm(),
    }
    return render(request, "alliances/documents/versions.html", context)


@require_POST
def name(request: MemberRequest, slug: str, document: str) -> HttpResponse:
    found = find_open(request, slug, document)
    form = NameForm(request.POST)
    if form.is_valid():
        versions.name(author=request.user, document=found, **form.cleaned_data)
        messages.success(request, _("Versi tersimpan."))
    else:
        messages.error(request, _("Beri nama dulu, supaya versi ini mudah dicari."))
    return redirect("documents:versions", slug, document)


@login_not_required
@require_GET
def show(request: HttpRequest, slug: str, document: str, number: int) -> HttpResponse:
    version = find_version(request, slug, document, number)
    context = {
        "version": version,
        "document": version.document,
        "alliance": version.document.alliance,
        "is_open": is_open_to(request, version.document),
    }
    return render(request, "alliances/documents/version.html", context)


@login_not_required
@require_GET
def compare(request: HttpRequest, slug: str, document: str) -> HttpResponse:
    """Any two that the reader may see, `dari` and `ke`."""
    numbers = [request.GET.get(name, "") for name in ("dari", "ke")]
    if not all(number.isdecimal() and len(number) < 9 for number in numbers):
        raise Http404
    before, after = (
        find_version(request, slug, document, int(number)) for number in numbers
    )
    parts = comparing.compare(before.content, after.content)
    faces = comparing.of_faces(_face(before), _face(after))
    changes = sum(line.is_changed for line in faces)
    context = {
        "document": after.document,
        "alliance": after.document.alliance,
        "before": before,
        "after": after,
        "faces": faces if changes else [],
        "parts": parts,
        "changes": changes + sum(part.changes for part in parts),
    }
    return render(request, "alliances/documents/compare.html", context)


def _face(version: Version) -> tuple[str, str, str]:
    return version.title, version.get_kind_display(), version.summary


@require_POST
def restore(
    request: MemberRequest, slug: str, document: str, number: int
) -> HttpResponse:
    find_open(request, slug, document)
    version = find_version(request, slug, document, number)
    try:
        versions.restore(author=request.user, version=version)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("documents:versions", slug, document)
    messages.success(
        request,
        _("%(label)s dipulihkan. Yang tadi ada tetap tersimpan.")
        % {"label": version.label},
    )
    return redirect(version.document.workshop_url)
