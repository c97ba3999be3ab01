"""Reading settings from the environment, loudly."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]


def required(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"Set {name} in the environment.")
    return value


def secret(name: str) -> str:
    """At least 50 characters, 10 of them different, as Django's own check asks."""
    value = required(name)
    _require_strong(name, value)
    return value


def _require_strong(name: str, value: str) -> None:
    if len(value) < 50 or len(set(value)) < 10 or value.startswith("development"):
        raise ImproperlyConfigured(
            f"{name} is too weak: give it 50 or more random characters."
        )


def rotating_secret(name: str) -> str:
    """One or more secrets, spaces between: during a change of keys two are known."""
    for key in required(name).split():
        _require_strong(name, key)
    return required(name)


def pem(name: str) -> str:
    """A key in PEM form; an environment file may join its lines by a written \\n."""
    return os.environ.get(name, "").replace("\\n", "\n")


def listed(name: str) -> list[str]:
    return [part.strip() for part in required(name).split(",") if part.strip()]


def database(name: str) -> dict[str, Any]:
    """A PostgreSQL connection from a URL; its host may be a quoted socket folder."""
    url = urlsplit(required(name))
    if url.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"{name} must begin with postgresql://")
    host = url.netloc.rsplit("@", 1)[-1]
    host = host.rsplit(":", 1)[0] if url.port else host
    options: dict[str, Any] = dict(parse_qsl(url.query))
    options["pool"] = {"min_size": 0, "max_size": 20, "timeout": 10}
    # Of the questions in common/prepared.py; no others are bound by the server.
    options["prepare_threshold"] = 3
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(host),
        "PORT": str(url.port or ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": options,
    }


def redis(number: int) -> str:
    """The address of one numbered Redis database, by TCP or by socket.

    Numbers count from REDIS_FIRST, so that several runs of tests may share a server.
    """
    url = required("REDIS_URL")
    number += int(os.environ.get("REDIS_FIRST", "0"))
    if url.startswith("unix://"):
        return f"{url.split('?')[0]}?db={number}"
    return f"{url.rstrip('/')}/{number}"


def celery_broker(number: int) -> str:
    url = required("REDIS_URL")
    number += int(os.environ.get("REDIS_FIRST", "0"))
    if url.startswith("unix://"):
        return f"redis+socket://{url.removeprefix('unix://')}?virtual_host={number}"
    return f"{url.rstrip('/')}/{number}"


def from_file(path: Path) -> None:
    """What `bin/serve` wrote down, for a `manage.py` started beside it."""
    if not path.exists():
        return
    for line in path.read_text().splitlines():
        name, _equals, value = line.partition("=")
        os.environ.setdefault(name, value)


def keys_from(folder: Path) -> None:
    for name in (
        "OIDC_RSA_PRIVATE_KEY",
        "BADGES_RSA_PRIVATE_KEY",
        "VAPID_PRIVATE_KEY",
        "LETTERS_KEY",
        "OIDC_CLIENT_SECRET",
    ):
        path = folder / name.lower()
        if path.exists():
            os.environ.setdefault(name, path.read_text())
