"""To lokadaya.net and back: authorization code, PKCE, and a verified id token."""

import logging

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from common.decisions import Refused
from common.views import next_page
from crowdfunding.people import attempts, issuer, tokens
from crowdfunding.people.actions import sign_in as actions
from crowdfunding.people.attempts import Attempt

BACKEND = "django.contrib.auth.backends.ModelBackend"
ID_TOKEN = "people.id_token"  # noqa: S105

logger = logging.getLogger(__name__)


class Failed(Exception):
    """The sign-in did not succeed; the message is a sentence for the person."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


@login_not_required
@never_cache
@require_GET
def sign_in(request: HttpRequest) -> HttpResponse:
    """Straight to lokadaya.net, which asks for a password only if it must."""
    onward = next_page(request, "/")
    if request.user.is_authenticated:
        return redirect(onward)
    try:
        endpoint = issuer.metadata()["authorization_endpoint"]
    except issuer.Unavailable:
        return _failed(request, Failed(_silent(), 503), onward)
    attempt = attempts.begin(request.session, onward)
    address, _state = _client().create_authorization_url(
        endpoint,
        state=attempt["state"],
        nonce=attempt["nonce"],
        code_verifier=attempt["verifier"],
    )
    return redirect(address)


@login_not_required
@never_cache
@require_GET
def come_back(request: HttpRequest) -> HttpResponse:
    attempt = attempts.take(request.session, request.GET.get("state", ""))
    if request.user.is_authenticated:
        return redirect(attempt["next"] if attempt else "/")
    try:
        _enter(request, attempt)
    except Failed as failure:
        return _failed(request, failure, attempt["next"] if attempt else "/")
    except Refused as refusal:
        return _failed(request, Failed(str(refusal), 403), "/", retry=False)
    return redirect(attempt["next"] if attempt else "/")


def _enter(request: HttpRequest, attempt: Attempt | None) -> None:
    if attempt is None:
        raise Failed(_("Masuk ini sudah dipakai atau terlalu lama terbuka."))
    # RFC 9207: an answer of another issuer must not be taken for one of ours.
    if request.GET.get("iss") != settings.PORTAL_URL:
        raise Failed(_("Jawaban ini tidak datang dari lokadaya.net."))
    if "error" in request.GET:
        raise Failed(_reason(request.GET["error"]))
    id_token = _redeem(request.GET.get("code", ""), attempt)
    try:
        claims = tokens.read_id_token(id_token, nonce=attempt["nonce"])
    except issuer.Unavailable as error:
        raise Failed(_silent(), 503) from error
    except tokens.Expired as error:
        raise Failed(_("Jawaban lokadaya.net datang terlambat.")) from error
    except tokens.Invalid as error:
        logger.warning("Refused an id token: %s", error)
        raise Failed(_("Jawaban lokadaya.net tidak dapat dipercaya.")) from error
    person = actions.recognize(issuer=claims["iss"], claims=claims)
    login(request, person, backend=BACKEND)
    request.session[ID_TOKEN] = id_token
    request.session.save()
    remembered = actions.remember_session(
        person=person, session_key=request.session.session_key or "", sid=claims["sid"]
    )
    if not remembered:
        request.session.flush()
        raise Failed(_("Sementara itu Anda sudah keluar dari lokadaya.net."))


def _redeem(code: str, attempt: Attempt) -> str:
    """The id token for the code. The other tokens are not wanted and not kept."""
    try:
        told = _client().fetch_token(
            issuer.metadata()["token_endpoint"],
            grant_type="authorization_code",
            code=code,
            code_verifier=attempt["verifier"],
            allow_redirects=False,
        )
        return str(told["id_token"])
    except (issuer.Unavailable, requests.RequestException) as error:
        raise Failed(_silent(), 503) from error
    except (OAuthError, KeyError, TypeError, ValueError) as error:
        logger.warning("Could not redeem a code: %s", type(error).__name__)
        raise Failed(_("Lokadaya.net tidak mengenali masuk ini lagi.")) from error


def _client() -> OAuth2Session:
    client = OAuth2Session(
        client_id=issuer.CLIENT_ID,
        client_secret=settings.OIDC_CLIENT_SECRET,
        scope="openid profile",
        redirect_uri=f"{settings.CROWDFUNDING_URL}{reverse('people:come_back')}",
        code_challenge_method="S256",
        default_timeout=issuer.TIMEOUT_SECONDS,
    )
    # Directly, as common.neighbors says of the two sites.
    client.trust_env = False
    return client


def _silent() -> str:
    return _("Lokadaya.net sedang tidak menjawab. Coba lagi sebentar lagi.")


def _reason(error: str) -> str:
    if error == "access_denied":
        return _("Anda memilih untuk tidak masuk. Tidak ada yang kami simpan.")
    logger.warning("lokadaya.net refused a sign-in: %.40r", error)
    return _("Lokadaya.net tidak dapat memasukkan Anda sekarang.")


def _failed(
    request: HttpRequest, failure: Failed, onward: str, *, retry: bool = True
) -> HttpResponse:
    again = f"{reverse('people:sign_in')}?{urlencode({'next': onward})}"
    return render(
        request,
        "crowdfunding/people/failed.html",
        {"text": str(failure), "again": again if retry else ""},
        status=failure.status,
    )
