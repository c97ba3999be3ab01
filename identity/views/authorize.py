"""Where a client sends someone to find out who they are."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from oauth2_provider.exceptions import FatalClientError, OAuthToolkitError
from oauth2_provider.views import AuthorizationView
from oauthlib.oauth2.rfc6749 import errors

from identity import sessions
from identity.actions import sign_on
from identity.models import Client


# Whoever is not signed in yet may ask: the view itself leads them to the sign-in.
@method_decorator(login_not_required, name="dispatch")
class Authorize(AuthorizationView):
    """The library's, with max_age honored and `iss` in errors too (RFC 9207)."""

    template_name = "identity/authorize.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.oauth2_data: dict[str, Any] = {}
        client_id = request.POST.get("client_id", request.GET.get("client_id", ""))
        sent = [*request.GET.values(), *request.POST.values()]
        # PostgreSQL keeps no NUL, and the library would look such a name up in vain.
        if any("\x00" in value for value in sent):
            return self._refuse(errors.InvalidRequestFatalError())
        if not Client.objects.filter(client_id=client_id).exists():
            return self._refuse(errors.InvalidClientIdError())
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            stale = self._is_stale(request)
        except ValueError:
            return self._answer(errors.InvalidRequestError(description="max_age"))
        if stale and "none" in request.GET.get("prompt", "").split():
            return self._answer(errors.LoginRequired())
        if stale:
            return self._ask_for_proof(request)
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def handle_prompt_login(self) -> HttpResponse:
        if self.request.user.is_authenticated:
            return self._ask_for_proof(self.request)
        response: HttpResponse = super().handle_prompt_login()
        return response

    def create_authorization_response(
        self,
        request: HttpRequest,
        scopes: str,
        credentials: dict[str, Any],
        allow: bool,
    ) -> Any:
        """Put on the library's request what its validator cannot see: our session."""
        if allow and request.user.is_authenticated:
            credentials["sign_on"] = sign_on.remember(
                person=request.user,
                client=Client.objects.get(client_id=credentials["client_id"]),
                session=sessions.known_id(request.session),
            )
            credentials["authenticated_at"] = sessions.authenticated_at(request.session)
        return super().create_authorization_response(
            request, scopes, credentials, allow
        )

    def redirect(self, redirect_to: str, application: Any) -> HttpResponse:
        parts = urlsplit(redirect_to)
        query = parse_qsl(parts.query, keep_blank_values=True)
        if not any(name == "iss" for name, _value in query):
            query.append(("iss", settings.PORTAL_URL))
        told = urlunsplit(parts._replace(query=urlencode(query)))
        response: HttpResponse = super().redirect(told, application)
        return response

    def _is_stale(self, request: HttpRequest) -> bool:
        """Whether the person proved who they are longer ago than `max_age` allows."""
        asked = request.GET.get("max_age")
        if asked is None or sessions.has_proved_since_asked(request.session):
            return False
        oldest = timezone.now() - timedelta(seconds=min(abs(int(asked)), 10**9))
        return sessions.authenticated_at(request.session) < oldest

    def _ask_for_proof(self, request: HttpRequest) -> HttpResponse:
        """Let the person prove again who they are, then come back here."""
        query = request.GET.copy()
        query.pop("prompt", None)
        here = f"{request.path}?{query.urlencode()}"
        if request.user.is_authenticated and request.user.has_usable_password():
            sessions.ask_for_proof(request.session)
            return redirect_to_login(here, resolve_url("account_reauthenticate"))
        # Without a password there is only the code by phone or e-mail, at sign-in.
        logout(request)
        sessions.ask_for_proof(request.session)
        return redirect_to_login(here)

    def _answer(self, error: errors.OAuth2Error) -> HttpResponse:
        """Tell the client, once it is certain that the address is a client's."""
        try:
            _scopes, asked = self.validate_authorization_request(self.request)
        except OAuthToolkitError as invalid:
            return self._told(invalid, None)
        error.state = asked.get("state")
        told = OAuthToolkitError(error, redirect_uri=asked["redirect_uri"])
        return self._told(told, asked["request"].client)

    def _refuse(self, error: errors.FatalClientError) -> HttpResponse:
        return self._told(FatalClientError(error), None)

    def _told(self, error: OAuthToolkitError, client: Client | None) -> HttpResponse:
        response: HttpResponse = self.error_response(error, client)
        return response
