"""Names under a document: opened, given, confirmed anew, withdrawn; publishing."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from alliances.documents import summaries
from alliances.documents.actions import publishing, signing, versions
from alliances.documents.forms import NewsForm, SignForm
from alliances.documents.models import Document, Signature, Version
from alliances.documents.permissions import can_publish
from alliances.documents.views.finding import (
    find_for_signing,
    find_open,
    is_open_to,
)
from alliances.forms import ReasonForm
from common.decisions import Refused
from network.models import Organization


@require_GET
def show(request: MemberRequest, slug: str, document: str) -> HttpResponse:
    return _page(request, find_for_signing(request, slug, document))


@require_POST
def sign(request: MemberRequest, slug: str, document: str) -> HttpResponse:
    found = find_for_signing(request, slug, document)
    form = SignForm(request.POST, organizations=_may_sign(request, found))
    version = _asked_for(request, found)
    if not form.is_valid() or version is None:
        return _page(request, found, {"form": form}, status=422)
    try:
        given = signing.sign(person=request.user, version=version, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, found, {"form": form}, status=422)
    messages.success(
        request,
        _("%(organization)s menandatangani %(label)s.")
        % {"organization": given.organization, "label": version.label.lower()},
    )
    return redirect("documents:signing", slug, document)


@require_POST
def withdraw(request: MemberRequest, slug: str, document: str, pk: int) -> HttpResponse:
    found = find_for_signing(request, slug, document)
    signature = get_object_or_404(Signature, pk=pk, version__document=found)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        more = {"withdrawal": form, "about": pk}
        return _page(request, found, more, status=422)
    try:
        signing.withdraw(person=request.user, signature=signature, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Tanda tangan ditarik, dengan tanggal hari ini."))
    return redirect("documents:signing", slug, document)


@require_POST
def open_signing(request: MemberRequest, slug: str, document: str) -> HttpResponse:
    found = find_open(request, slug, document)
    digest = request.POST.get("digest", "")
    deed = partial(publishing.open_signing, document=found, digest=digest)
    done = _("%(label)s dibekukan, dan dibuka untuk ditandatangani.")
    return _steward_does(request, found, deed, done)


@require_POST
def publish(request: MemberRequest, slug: str, document: str) -> HttpResponse:
    found = find_open(request, slug, document)
    version = _asked_for(request, found)
    if version is None:
        raise Http404
    done = _("%(label)s terbit. Siapa pun dapat membacanya.")
    deed = partial(publishing.publish, version=version)
    return _steward_does(request, found, deed, done)


def _steward_does(
    request: MemberRequest,
    document: Document,
    deed: Callable[..., Version],
    done: str,
) -> HttpResponse:
    form = NewsForm(request.POST)
    if not form.is_valid():
        return _page(request, document, {"news_form": form}, status=422)
    try:
        version = deed(steward=request.user, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        # As it stands by now: perhaps another steward was faster.
        document.refresh_from_db()
        return _page(request, document, {"news_form": form}, status=422)
    messages.success(request, done % {"label": version.label})
    return redirect("documents:signing", document.alliance.slug, document.slug)


def _page(
    request: MemberRequest,
    document: Document,
    more: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    is_open = is_open_to(request, document)
    version = document.edition if is_open else document.published
    own = summaries.given_by(_represented(request), document)
    context = {
        "document": document,
        "alliance": document.alliance,
        # From outside of an unpublished one, only what was signed is known.
        "title": document.face.title if version or is_open else own[0].version.title,
        "version": version,
        "is_open": is_open,
        "can_publish": can_publish(request.user, document),
        **(_draft(document) if is_open else {}),
        "form": SignForm(organizations=_may_sign(request, document)),
        "own": own,
        "signatories": summaries.signatories(document, version),
        "news_form": NewsForm(),
        **(more or {}),
    }
    return render(request, "alliances/documents/signing.html", context, status=status)


def _draft(document: Document) -> dict[str, Any]:
    """The text as it stands, known by its digest, and what it would become."""
    edition = document.edition
    digest = versions.digest_of(document)
    last = (edition.edition if edition else None) or 0
    return {
        "digest": digest,
        "has_changed": edition is None or digest != edition.digest,
        "next_label": Version(edition=last + 1).label,
    }


def _asked_for(request: MemberRequest, document: Document) -> Version | None:
    """The version that was read, which may be older than the last by now: then the
    rule refuses.
    """
    number = request.POST.get("version", "")
    editions = document.versions.filter(edition__isnull=False)
    return editions.filter(number=number).first() if number.isdecimal() else None


def _represented(request: MemberRequest) -> Any:
    """The organisations that the reader may bind."""
    return Organization.objects.edited_by(request.user).listed()


def _may_sign(request: MemberRequest, document: Document) -> Any:
    """Those of them that are members and have not yet said their word to this text."""
    members = document.alliance.memberships.active().values("organization")
    given = Signature.objects.filter(version=document.edition_id)
    return (
        _represented(request)
        .filter(pk__in=members)
        .exclude(pk__in=given.values("organization"))
        .order_by("name")
    )
