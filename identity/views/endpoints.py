"""What the provider says of itself, and where codes become tokens."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from oauth2_provider.views import RevokeTokenView, TokenView

from identity import claims

ENDPOINTS = {
    "authorization_endpoint": "authorize",
    "token_endpoint": "token",
    "userinfo_endpoint": "user-info",
    "jwks_uri": "jwks-info",
    "end_session_endpoint": "rp-initiated-logout",
    "revocation_endpoint": "revoke-token",
}


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def discovery(request: HttpRequest) -> HttpResponse:
    """Written out by hand: the library's own says more than we do, in any order."""
    document = {
        "issuer": settings.PORTAL_URL,
        **{
            name: f"{settings.PORTAL_URL}{reverse(f'oauth2_provider:{view}')}"
            for name, view in ENDPOINTS.items()
        },
        "scopes_supported": list(settings.OAUTH2_PROVIDER["SCOPES"]),
        "claims_supported": [*claims.SCOPE_OF_CLAIM, "auth_time", "sid"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": [
            "client_secret_basic",
            "client_secret_post",
        ],
        "code_challenge_methods_supported": ["S256"],
        "prompt_values_supported": ["none", "login"],
        "ui_locales_supported": [code for code, _name in settings.LANGUAGES],
        "claims_parameter_supported": False,
        "request_parameter_supported": False,
        "request_uri_parameter_supported": False,
        "authorization_response_iss_parameter_supported": True,
        "backchannel_logout_supported": True,
        "backchannel_logout_session_supported": True,
    }
    response = JsonResponse(document)
    response["Access-Control-Allow-Origin"] = "*"
    return response


class Token(TokenView):
    """The library's, in one transaction: a code is locked until its tokens are kept."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if _has_nul(request) or "device_code" in request.POST.get("grant_type", ""):
            return JsonResponse({"error": "invalid_request"}, status=400)
        with transaction.atomic():
            response: HttpResponse = super().post(request, *args, **kwargs)
        return response


class Revoke(RevokeTokenView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if _has_nul(request):
            return JsonResponse({"error": "invalid_request"}, status=400)
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response


def _has_nul(request: HttpRequest) -> bool:
    """PostgreSQL keeps no NUL, and the library would look such a name up in vain."""
    return any("\x00" in value for value in request.POST.values())
