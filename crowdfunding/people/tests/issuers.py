"""An issuer that says whatever a test wants it to say, and the steps to sign in."""

import json
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.test import Client as Browser
from joserfc import jwt
from joserfc.jwk import RSAKey

KEY = RSAKey.generate_key(2048, auto_kid=True)
OTHER_KEY = RSAKey.generate_key(2048, auto_kid=True)
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"


class Issuer:
    """Another site's OpenID provider in a thread: it signs whatever it is given."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.keys = [KEY]
        self.id_token = ""
        self.token_status = 200
        self.redeemed: list[dict[str, str]] = []
        self.asked: list[str] = []

    def get(self, path: str) -> tuple[int, dict[str, Any]]:
        self.asked.append(path)
        if path == "/o/jwks/":
            return 200, {"keys": [key.as_dict(private=False) for key in self.keys]}
        return 200, {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/o/authorize/",
            "token_endpoint": f"{self.address}/o/token/",
            "end_session_endpoint": f"{self.address}/o/logout/",
            "jwks_uri": f"{self.address}/o/jwks/",
        }

    def post(self, sent: dict[str, str]) -> tuple[int, dict[str, Any]]:
        self.redeemed.append(sent)
        if self.token_status != 200:
            return self.token_status, {"error": "invalid_grant"}
        return 200, {
            "access_token": "tidak-dipakai",
            "token_type": "Bearer",
            "id_token": self.id_token,
        }

    def claims(self, **changes: Any) -> dict[str, Any]:
        now = int(time.time())
        told = {
            "iss": self.address,
            "aud": "lokadaya.com",
            "sub": "d9f1c2d4-1111-4222-8333-444455556666",
            "sid": str(uuid.uuid4()),
            "iat": now,
            "exp": now + 600,
            "name": "Siti Aminah",
            "locale": "id",
            "zoneinfo": "Asia/Makassar",
            **changes,
        }
        return {name: value for name, value in told.items() if value is not None}

    def logout_token(self, *, key: RSAKey = KEY, **changes: Any) -> str:
        now = int(time.time())
        typ = changes.pop("typ", "logout+jwt")
        told = {
            "iss": self.address,
            "aud": "lokadaya.com",
            "iat": now,
            "exp": now + 120,
            "jti": str(uuid.uuid4()),
            "sub": "d9f1c2d4-1111-4222-8333-444455556666",
            "events": {LOGOUT_EVENT: {}},
            **changes,
        }
        told = {name: value for name, value in told.items() if value is not None}
        return sign(told, key=key, typ=typ)


def sign(claims: dict[str, Any], *, key: RSAKey = KEY, typ: str = "JWT") -> str:
    header = {"alg": "RS256", "kid": key.kid, "typ": typ}
    return jwt.encode(header, claims, key, algorithms=["RS256"])


@contextmanager
def running_issuer() -> Iterator[Issuer]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.reply(*issuer.get(self.path))

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            sent = parse_qs(self.rfile.read(length).decode())
            self.reply(*issuer.post({name: value[0] for name, value in sent.items()}))

        def reply(self, status: int, document: dict[str, Any]) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(document).encode())

        def log_message(self, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issuer = Issuer(f"http://127.0.0.1:{server.server_port}")
    serve = partial(server.serve_forever, poll_interval=0.02)
    threading.Thread(target=serve, daemon=True).start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()


def begin(browser: Browser, path: str = "/masuk/?next=/galang-daya/") -> dict[str, str]:
    """What the person is sent to the issuer with."""
    response = browser.get(path)
    assert response.status_code == 302, response.content
    parts = urlsplit(response["Location"])
    return {name: values[0] for name, values in parse_qs(parts.query).items()}


def come_back(browser: Browser, issuer: Issuer, **changes: Any) -> Any:
    """The way back from the issuer with a code."""
    told = {"code": "kode", "iss": issuer.address, **changes}
    told = {name: value for name, value in told.items() if value is not None}
    return browser.get("/masuk/kembali/", told)


def sign_in(browser: Browser, issuer: Issuer, **changes: Any) -> Any:
    asked = begin(browser)
    claims = issuer.claims(**{"nonce": asked["nonce"], **changes})
    issuer.id_token = sign(claims)
    return come_back(browser, issuer, state=asked["state"])
