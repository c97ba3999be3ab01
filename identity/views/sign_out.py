"""RP-initiated logout: a client sends someone here who signed out there.

OpenID Connect RP-Initiated Logout 1.0. Written by ourselves: the library's view needs
the id token's row, which it deletes itself a few minutes after the sign-on.
"""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from identity import hints, sessions
from identity.models import Client, SignOn


@dataclass(frozen=True)
class SignOutRequest:
    """What a client asks: whose sign-on, and where to go on to."""

    client: Client | None
    sign_on: SignOn | None
    onward: str


@login_not_required
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Without a question only for the session that the id token was given in."""
    if request.method == "POST":
        # Browsers send our cookie along with a page they go to, not with a form of
        # another site: come again as a page.
        return _see_other(f"{request.path}?{request.POST.urlencode()}")
    asked = _read(request.GET)
    if asked is None:
        return render(request, "identity/sign_out_refused.html", status=400)
    known = asked.sign_on.session if asked.sign_on else None
    its_own = known is not None and known == sessions.session_id(request.session)
    if request.user.is_authenticated and not its_own:
        return render(request, "identity/sign_out.html", {"client": asked.client})
    logout(request)
    return HttpResponseRedirect(asked.onward)


@login_not_required
@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """The person said yes; what the client asked is still in the address."""
    asked = _read(request.GET)
    if asked is None:
        return render(request, "identity/sign_out_refused.html", status=400)
    logout(request)
    return _see_other(asked.onward)


def _see_other(address: str) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": address})


def _read(sent: QueryDict) -> SignOutRequest | None:
    """The request, or nothing if it names an address its client never gave us."""
    sign_on = hints.sign_on_of(sent.get("id_token_hint", ""))
    client = sign_on.client if sign_on else None
    named = sent.get("client_id", "").replace("\x00", "")
    if named:
        client = Client.objects.filter(client_id=named).first()
        if client is None or (sign_on and sign_on.client != client):
            return None
    onward = sent.get("post_logout_redirect_uri", "")
    if not onward:
        return SignOutRequest(client, sign_on, "/")
    if client is None or onward not in client.post_logout_redirect_uris.split():
        return None
    if sent.get("state"):
        onward += ("&" if "?" in onward else "?") + urlencode({"state": sent["state"]})
    return SignOutRequest(client, sign_on, onward)
