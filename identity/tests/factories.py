"""A client, and the steps it takes to find out who someone is."""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.core.management import call_command
from django.test import Client as Browser
from jwcrypto import jwk, jwt

from identity.models import Client

REDIRECT = f"{settings.CROWDFUNDING_URL}/masuk/kembali/"
AFTER_LOGOUT = f"{settings.CROWDFUNDING_URL}/"


def make_first_party() -> Client:
    call_command("make_client")
    return Client.objects.get(client_id="lokadaya.com")


def make_third_party() -> Client:
    return Client.objects.create(
        client_id="lain",
        name="Situs lain",
        client_type=Client.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Client.GRANT_AUTHORIZATION_CODE,
        algorithm=Client.RS256_ALGORITHM,
        redirect_uris="https://lain.contoh.id/kembali/",
        client_secret="rahasia-situs-lain",
    )


@dataclass
class Flow:
    """One sign-on, step by step, as the client takes it."""

    browser: Browser
    client_id: str = "lokadaya.com"
    secret: str = settings.OIDC_CLIENT_SECRET
    redirect_uri: str = REDIRECT

    def __post_init__(self) -> None:
        self.verifier = secrets.token_urlsafe(48)
        digest = hashlib.sha256(self.verifier.encode()).digest()
        self.asked: dict[str, Any] = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "scope": "openid profile",
            "state": "keadaan",
            "nonce": "sekali-pakai",
            "code_challenge": base64.urlsafe_b64encode(digest).decode().rstrip("="),
            "code_challenge_method": "S256",
        }

    def authorize(self, **changes: Any) -> Any:
        asked = {**self.asked, **changes}
        asked = {name: value for name, value in asked.items() if value is not None}
        return self.browser.get("/o/authorize/", asked)

    def answer(self, **changes: Any) -> dict[str, str]:
        """What the client is told in the address it gets the person back at."""
        response = self.authorize(**changes)
        assert response.status_code == 302, response.content
        assert response["Location"].startswith(self.redirect_uri), response["Location"]
        return query_of(response)

    def redeem(self, code: str, **changes: Any) -> Any:
        sent = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect_uri,
            "code_verifier": self.verifier,
            **changes,
        }
        return self.post("/o/token/", sent)

    def refresh(self, token: str) -> Any:
        sent = {"grant_type": "refresh_token", "refresh_token": token}
        return self.post("/o/token/", sent)

    def post(self, path: str, sent: dict[str, Any]) -> Any:
        pair = base64.b64encode(f"{self.client_id}:{self.secret}".encode()).decode()
        sent = {name: value for name, value in sent.items() if value is not None}
        return Browser().post(path, sent, headers={"Authorization": f"Basic {pair}"})

    def sign_on(self, **changes: Any) -> dict[str, Any]:
        """All steps; the answer of the token endpoint."""
        response = self.redeem(self.answer(**changes)["code"])
        assert response.status_code == 200, response.content
        tokens: dict[str, Any] = response.json()
        return tokens


def query_of(response: Any) -> dict[str, str]:
    parts = urlsplit(response["Location"])
    return {name: values[0] for name, values in parse_qs(parts.query).items()}


def who_has(access_token: str) -> Any:
    headers = {"Authorization": f"Bearer {access_token}"}
    return Browser().get("/o/userinfo/", headers=headers)


def read_token(token: str, audience: str = "lokadaya.com") -> dict[str, Any]:
    """The claims, once signature and audience are checked with the published keys."""
    keys = jwk.JWKSet.from_json(Browser().get("/o/jwks/").content.decode())
    found = jwt.JWT(jwt=token, key=keys, algs=["RS256"])
    claims: dict[str, Any] = json.loads(found.claims)
    assert claims["aud"] == audience
    return claims
