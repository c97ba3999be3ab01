"""A real push service on this machine, and browsers that read what it is handed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jwt
from joserfc.jwk import ECKey

from accounts.models import User
from common.tests.listener import Listener, listener
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
    """Keeps what is posted for each browser, or answers as a test has it answer."""

    def __init__(self, heard: Listener) -> None:
        self.origin = heard.origin
        self.came = heard.came
        self.answers = heard.answers

    def browser(self, path: str = "/ponsel") -> Browser:
        return Browser(f"{self.origin}{path}")

    def of(self, browser: Browser) -> list[dict[str, Any]]:
        """What came for this browser, read by it."""
        path = browser.endpoint.removeprefix(self.origin)
        return [browser.read(one.body) for one in self.came if one.path == path]

    def claims(self) -> dict[str, Any]:
        """Of the latest message: who sent it, proved by the key it names (RFC 8292)."""
        scheme, _space, said = self.came[-1].said["Authorization"].partition(" ")
        assert scheme == "vapid"
        parts = dict(part.strip().split("=", 1) for part in said.split(","))
        point = push.decoded(parts["k"])
        known: dict[str, str | list[str]] = {"kty": "EC", "crv": "P-256"}
        known |= {"x": push.encoded(point[1:33]), "y": push.encoded(point[33:])}
        return jwt.decode(parts["t"], ECKey.import_key(known)).claims


@contextmanager
def push_service(settings: Any) -> Iterator[PushService]:
    """Have it known as a push service for as long as it runs."""
    with listener() as heard:
        settings.PUSH_SERVICES = [heard.origin]
        yield PushService(heard)
