"""Keys for development and tests, made once in `var/keys`."""

import base64
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa


def provide(var: Path) -> None:
    """Set the keys both sites read from their environment, unless set already."""
    folder = var / "keys"
    folder.mkdir(mode=0o700, exist_ok=True)
    made: dict[str, Callable[[], str]] = {
        "OIDC_RSA_PRIVATE_KEY": _rsa_key,
        "BADGES_RSA_PRIVATE_KEY": _rsa_key,
        "VAPID_PRIVATE_KEY": _push_key,
        "LETTERS_KEY": _letters_key,
        "OIDC_CLIENT_SECRET": lambda: secrets.token_urlsafe(48),
    }
    for name, make in made.items():
        path = folder / name.lower()
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(make())
        os.environ.setdefault(name, path.read_text())


def _letters_key() -> str:
    """As the Standard Webhooks specification writes keys."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(48)).decode()}"


def _rsa_key() -> str:
    return _pem(rsa.generate_private_key(public_exponent=65537, key_size=2048))


def _push_key() -> str:
    return _pem(ec.generate_private_key(ec.SECP256R1()))


def _pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()
