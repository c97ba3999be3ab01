"""Names under a document: opened, given, confirmed anew, withdrawn; publishing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from alliances.documents import summaries
from alliances.documents.actions import publishing, signing
from alliances.documents.forms import NewsForm, ReasonForm, SignForm
from alliances.documents.models import Document, Signature, Version
from alliances.documents.permissions import can_publish
from alliances.documents.views.finding import find_visible, is_open_to
from common.decisions import Refused
from network.models import Organization


@require_GET
def show(request: MemberRequest, slug: str, document: str) -> HttpResponse:
    return _page(request, find_visible(request, slug, document))


@require_POST
def sign(request: MemberRequest, slug: str, document: str) -> HttpResponse:
    found = find_visible(request, slug, document)
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
    found = find_visible(request, slug, document)
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
    done = _("%(label)s dibuka untuk ditandatangani.")
    return _steward_does(request, slug, document, publishing.open_signing, done)


@require_POST
def publish(request: MemberRequest, slug: str, document: str) -> HttpResponse:
    done = _("%(label)s terbit. Siapa pun dapat membacanya.")
    return _steward_does(request, slug, document, publishing.publish, done)


def _steward_does(
    request: MemberRequest,
    slug: str,
    document: str,
    deed: Callable[..., Version],
    done: str,
) -> HttpResponse:
    found = find_visible(request, slug, document)
    form = NewsForm(request.POST)
    if not form.is_valid():
        return _page(request, found, {"news_form": form}, status=422)
    try:
        version = deed(steward=request.user, document=found, **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, found, {"news_form": form}, status=422)
    messages.success(request, done % {"label": version.label})
    return redirect("documents:signing", slug, document)


def _page(
    request: MemberRequest,
    document: Document,
    more: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    is_open = is_open_to(request, document)
    version = document.edition if is_open else document.published
    may_sign = _may_sign(request, document)
    context = {
        "document": document,
        "alliance": document.alliance,
        "version": version,
        "is_open": is_open,
        "can_publish": can_publish(request.user, document),
        "has_changed": is_open and publishing.has_changed(document),
        "form": SignForm(organizations=may_sign),
        "represented": set(_represented(request).values_list("pk", flat=True)),
        "signatories": summaries.signatories(document, version),
        "news_form": NewsForm(),
        **(more or {}),
    }
    return render(request, "alliances/documents/signing.html", context, status=status)


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
