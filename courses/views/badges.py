"""Open Badges: the credential of a certificate, and what verifiers ask the site for."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from courses import badges
from courses.models import Certificate

CREDENTIAL = "application/vc+jwt"
MINUTES = 60


@login_not_required
@require_GET
def credential(request: HttpRequest, code: str) -> HttpResponse:
    named = Certificate.objects.valid().exclude(pdf="")
    held = named.select_related("achievement__course", "achievement__webinar")
    certificate = get_object_or_404(held, code=code)
    return HttpResponse(
        badges.signed(certificate),
        content_type=CREDENTIAL,
        headers={
            "Content-Disposition": f'attachment; filename="{certificate.number}.jwt"',
            "Access-Control-Allow-Origin": "*",
        },
    )


@login_not_required
@require_GET
@cache_control(max_age=5 * MINUTES, public=True)
def status(request: HttpRequest, number: int) -> HttpResponse:
    if number * badges.LIST_SIZE > (Certificate.objects.last_key() or 0):
        raise Http404
    return HttpResponse(
        badges.status_list(number),
        content_type=CREDENTIAL,
        headers={"Access-Control-Allow-Origin": "*"},
    )


@login_not_required
@require_GET
@cache_control(max_age=60 * MINUTES, public=True)
def did_document(request: HttpRequest) -> JsonResponse:
    return _open(badges.did_document(), "application/did+json")


@login_not_required
@require_GET
@cache_control(max_age=60 * MINUTES, public=True)
def keys(request: HttpRequest) -> JsonResponse:
    return _open(badges.jwks(), "application/jwk-set+json")


def _open(document: dict[str, object], content_type: str) -> JsonResponse:
    """JSON that a verifier in a browser may read from anywhere."""
    return JsonResponse(
        document,
        content_type=content_type,
        headers={"Access-Control-Allow-Origin": "*"},
    )
