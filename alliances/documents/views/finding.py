"""Finding what an address names, for who may see it; hidden is 404."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.http import MemberRequest
from alliances.documents.models import Document, Section, Version
from alliances.documents.models.document import DocumentQuerySet
from alliances.models import Alliance


def find_alliance(request: HttpRequest, slug: str) -> Alliance:
    return get_object_or_404(Alliance.objects.visible_to(request.user), slug=slug)


def find_visible(request: HttpRequest, slug: str, document: str) -> Document:
    return _one(Document.objects.visible_to(request.user), slug, document)


def find_open(request: HttpRequest, slug: str, document: str) -> Document:
    """One whose working text the reader sees and writes."""
    return _one(Document.objects.open_to(request.user), slug, document)


def find_for_signing(request: MemberRequest, slug: str, document: str) -> Document:
    return _one(Document.objects.signable_by(request.user), slug, document)


def find_section(request: HttpRequest, slug: str, document: str, pk: int) -> Section:
    found = find_open(request, slug, document)
    rows = Section.objects.select_related("held_by", "edited_by")
    section = get_object_or_404(rows, pk=pk, document=found)
    section.document = found
    return section


def find_version(
    request: HttpRequest, slug: str, document: str, number: int
) -> Version:
    """Who does not write sees those that were published."""
    found = find_visible(request, slug, document)
    versions = found.versions.select_related("made_by")
    if not is_open_to(request, found):
        versions = versions.filter(published_at__isnull=False)
    version = get_object_or_404(versions, number=number)
    version.document = found
    return version


def is_open_to(request: HttpRequest, document: Document) -> bool:
    return Document.objects.open_to(request.user).filter(pk=document.pk).exists()


def _one(documents: DocumentQuerySet, slug: str, document: str) -> Document:
    rows = documents.select_related("alliance__sector", "published", "edition")
    return get_object_or_404(rows, alliance__slug=slug, slug=document)
