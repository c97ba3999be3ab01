"""A document on its way out: PDF, Word, and the card for messages."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_GET

from alliances.documents.models import Version
from alliances.documents.paper import fingerprint, word
from alliances.documents.paper import pdf as printing
from alliances.documents.views.finding import find_version, find_visible

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DAY = 24 * 3600
# Whoever makes one larger waits for it each time.
LARGEST_KEPT = 5_000_000


@login_not_required
@require_GET
def pdf(request: HttpRequest, slug: str, document: str, number: int) -> HttpResponse:
    version = find_version(request, slug, document, number)
    answer = _paper(request, version, printing.pdf, "application/pdf")
    return _named(answer, f"{document}-{number}.pdf")


@login_not_required
@require_GET
def docx(request: HttpRequest, slug: str, document: str, number: int) -> HttpResponse:
    version = find_version(request, slug, document, number)
    answer = _paper(request, version, word.docx, WORD)
    return _named(answer, f"{document}-{number}.docx")


@login_not_required
@require_GET
def card(request: HttpRequest, slug: str, document: str) -> HttpResponse:
    found = find_visible(request, slug, document)
    if found.published is None:
        raise Http404
    found.published.document = found
    answer = _paper(request, found.published, printing.card, "image/png")
    patch_cache_control(answer, max_age=3600)
    return answer


def _paper(
    request: HttpRequest,
    version: Version,
    make: Callable[[Version], bytes],
    media_type: str,
) -> HttpResponse:
    """Made once for as long as it says the same, and not sent to who has it."""
    state = f"{make.__name__}:{fingerprint(version)}"
    etag = quote_etag(state)
    answer = get_conditional_response(request, etag=etag)
    if answer is None:
        answer = HttpResponse(_kept(state, version, make), content_type=media_type)
    answer["ETag"] = etag
    whose = "private" if version.published_at is None else "public"
    patch_cache_control(answer, **{whose: True})
    return answer


def _kept(state: str, version: Version, make: Callable[[Version], bytes]) -> bytes:
    key = f"documents.paper:{state}"
    kept: bytes | None = cache.get(key)
    if kept is None:
        kept = make(version)
        if len(kept) <= LARGEST_KEPT:
            cache.set(key, kept, DAY)
    return kept


def _named(answer: HttpResponse, name: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    patch_cache_control(answer, no_cache=True)
    return answer
