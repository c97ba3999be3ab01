"""Leaving both sites, from here or by word from lokadaya.net."""

import logging

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from crowdfunding.people import issuer, tokens
from crowdfunding.people.actions import sign_out as actions
from crowdfunding.people.views.sign_in import ID_TOKEN

logger = logging.getLogger(__name__)


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session here, then go on to end it at lokadaya.net."""
    id_token = request.session.get(ID_TOKEN)
    actions.forget_session(session_key=request.session.session_key)
    logout(request)
    try:
        endpoint = issuer.metadata()["end_session_endpoint"]
    except issuer.Unavailable:
        messages.warning(
            request,
            _(
                "Anda sudah keluar di sini. Lokadaya.net sedang tidak menjawab: keluar"
                " juga di sana bila ini bukan perangkat Anda sendiri."
            ),
        )
        return redirect("home")
    if not id_token:
        return redirect("home")
    asked = {
        "id_token_hint": id_token,
        "client_id": issuer.CLIENT_ID,
        "post_logout_redirect_uri": f"{settings.CROWDFUNDING_URL}/",
    }
    return redirect(f"{endpoint}?{urlencode(asked)}")


@csrf_exempt
@login_not_required
@never_cache
@require_POST
def hear(request: HttpRequest) -> HttpResponse:
    """OpenID Connect Back-Channel Logout 1.0: lokadaya.net says who has left."""
    try:
        claims = tokens.read_logout_token(request.POST.get("logout_token", ""))
        actions.hear(claims=claims)
    except issuer.Unavailable:
        return JsonResponse({"error": "temporarily_unavailable"}, status=503)
    except (tokens.Invalid, actions.AlreadyHeard) as error:
        reason = str(error) or "jti"
        logger.warning("Refused a logout token: %s", reason)
        told = {"error": "invalid_request", "error_description": reason}
        return JsonResponse(told, status=400)
    return HttpResponse(status=200)
