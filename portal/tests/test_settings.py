"""Production refuses to start with a missing or weak secret."""

import os
import subprocess
import sys

import pytest

from launch.check import PLACEHOLDERS

GOOD = {**PLACEHOLDERS, "LETTERS_KEY": "k" * 20 + "0123456789abcdefghijklmnopqrstuv"}
GOOD["OIDC_CLIENT_SECRET"] = GOOD["LETTERS_KEY"]
for key in ("OIDC_RSA_PRIVATE_KEY", "BADGES_RSA_PRIVATE_KEY"):
    GOOD[key] = os.environ.get(key, "")
COMMAND = [sys.executable, "-c", "import django; django.setup()"]


def start(site: str, **changes: str | None) -> "subprocess.CompletedProcess[str]":
    changed = {k: v for k, v in {**GOOD, **changes}.items() if v is not None}
    kept = {k: v for k, v in os.environ.items() if k in ("PATH", "PYTHONPATH", "HOME")}
    environ = {
        **kept,
        **changed,
        "DJANGO_SETTINGS_MODULE": f"{site}.settings.production",
    }
    return subprocess.run(
        COMMAND, env=environ, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("site", ["portal", "crowdfunding"])
def test_production_starts_with_everything_named(site):
    done = start(site)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", None),
        ("SECRET_KEY", "development-only-never-in-production-0123456789abcdef"),
        ("SECRET_KEY", "pendek"),
        ("DATABASE_URL", None),
        ("REDIS_URL", None),
        ("ALLOWED_HOSTS", "*"),
        ("LETTERS_KEY", None),
        ("OIDC_CLIENT_SECRET", None),
        ("OIDC_RSA_PRIVATE_KEY", None),
        ("BADGES_RSA_PRIVATE_KEY", None),
        ("PORTAL_URL", None),
        ("EMAIL_HOST", None),
    ],
)
def test_production_names_what_is_missing_or_weak(name, value):
    done = start("portal", **{name: value})

    assert done.returncode != 0
    assert "ImproperlyConfigured" in done.stderr
    assert name in done.stderr.strip().splitlines()[-1]


def test_production_refuses_demo_data():
    code = "from common import demo; demo.require_allowed()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={
            **os.environ,
            **GOOD,
            "DJANGO_SETTINGS_MODULE": "portal.settings.production",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert "never production" in done.stderr
