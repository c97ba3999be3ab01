"""A real push service on this machine, and browsers that read what it is handed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jwt
from joserfc.jwk import ECKey

from accounts.models import User
from notices import push
from notices.actions import devices
from notices.models import Device


class Browser:
    """Holds the keys of one subscription; nobody else can read its messages."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.auth = b"sixteen bytes 16"

    @property
    def said(self) -> dict[str, str]:
        """What it tells the site when it subscribes."""
        point = self.key.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        return {
            "endpoint": self.endpoint,
            "p256dh": push.encoded(point),
            "auth": push.encoded(self.auth),
        }

    def read(self, sealed: bytes) -> dict[str, Any]:
        text = http_ece.decrypt(sealed, private_key=self.key, auth_secret=self.auth)
        words: dict[str, Any] = json.loads(text)
        return words

    def join(self, person: User, name: str = "Chrome di Android") -> Device:
        return devices.add(person=person, name=name, **self.said)


class PushService:
    """Takes what is posted for each path, or answers as a test has it answer."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.came: list[tuple[str, dict[str, str], bytes]] = []
        self.answers: dict[str, int] = {}

    def browser(self, path: str = "/ponsel") -> Browser:
        return Browser(f"{self.origin}{path}")

    def of(self, browser: Browser) -> list[dict[str, Any]]:
        """What came for this browser, read by it."""
        path = browser.endpoint.removeprefix(self.origin)
        return [browser.read(sealed) for to, _said, sealed in self.came if to == path]

    def claims(self) -> dict[str, Any]:
        """Of the latest message: who sent it, proved by the key it names (RFC 8292)."""
        scheme, _space, said = self.came[-1][1]["Authorization"].partition(" ")
        assert scheme == "vapid"
        parts = dict(part.strip().split("=", 1) for part in said.split(","))
        point = push.decoded(parts["k"])
        known: dict[str, str | list[str]] = {"kty": "EC", "crv": "P-256"}
        known |= {"x": push.encoded(point[1:33]), "y": push.encoded(point[33:])}
        return jwt.decode(parts["t"], ECKey.import_key(known)).claims


@contextmanager
def push_service(settings: Any) -> Iterator[PushService]:
    """Have it known as a push service for as long as it runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = service.answers.get(self.path, 201)
            if status < 300:
                service.came.append((self.path, dict(self.headers.items()), body))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *said: Any) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    service = PushService(f"http://127.0.0.1:{server.server_port}")
    settings.PUSH_SERVICES = [service.origin]
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
