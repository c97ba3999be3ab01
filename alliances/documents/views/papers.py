"""A document on its way out: PDF, Word, and the card for messages."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from alliances.documents.paper import pdf as printing
from alliances.documents.paper import word
from alliances.documents.views.finding import find_version, find_visible

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@login_not_required
@require_GET
def pdf(request: HttpRequest, slug: str, document: str, number: int) -> HttpResponse:
    version = find_version(request, slug, document, number)
    name = f"{document}-{number}.pdf"
    return _file(printing.pdf(version), "application/pdf", name)


@login_not_required
@require_GET
def docx(request: HttpRequest, slug: str, document: str, number: int) -> HttpResponse:
    version = find_version(request, slug, document, number)
    return _file(word.docx(version), WORD, f"{document}-{number}.docx")


@login_not_required
@cache_control(public=True, max_age=3600)
@require_GET
def card(request: HttpRequest, slug: str, document: str) -> HttpResponse:
    found = find_visible(request, slug, document)
    if found.published is None:
        raise Http404
    found.published.document = found
    return HttpResponse(printing.card(found.published), content_type="image/png")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
