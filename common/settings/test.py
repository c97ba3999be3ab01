"""What tests add on both sites: own databases, fast passwords, local mail."""

import os

from common.settings.environment import ROOT, keys_from

keys_from(ROOT / "var" / "test" / "keys")

# Of both sites; the server of bin/test has enough for six that run side by side.
REDIS_DATABASES = 4

DEBUG = False
SECRET_KEY = "development-and-tests-only-0123456789abcdefghijklmnop"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = "Lokadaya <kabar@lokadaya.test>"
DEMO_DATA_ALLOWED = False
CHECK_PREPARED = 2
# Tests empty the cache: each of those that run side by side has databases of its own.
WORKER = os.environ.get("PYTEST_XDIST_WORKER") or os.environ.get("TEST_WORKER", "gw0")
os.environ["REDIS_FIRST"] = str(REDIS_DATABASES * int(WORKER.removeprefix("gw")))
os.environ.setdefault("PORTAL_URL", "http://testserver")
os.environ.setdefault("CROWDFUNDING_URL", "http://daya.testserver")


def begun_from(site: str) -> dict[str, str]:
    """A database's TEST: a copy of what bin/test made (launch/tables.py)."""
    tables = os.environ.get(f"TABLES_OF_{site.upper()}")
    return {"TEMPLATE": tables} if tables else {}


TEST_MEDIA = ROOT / "var" / "test" / "media" / WORKER
