"""What development adds on both sites: nothing leaves this machine."""

import os
import warnings
from pathlib import Path

from common.settings.environment import ROOT, from_file, keys_from

from_file(ROOT / "var" / "environment")
keys_from(ROOT / "var" / "keys")

# bin/serve works as root too, and its messages are JSON: what Celery warns root of, on
# every start, is of no use here. In production it still does.
warnings.filterwarnings("ignore", "You're running the worker with superuser privileges")

# Tests that run both sites as processes give them a folder of their own.
VAR = Path(os.environ.get("VAR") or ROOT / "var")
DEBUG = os.environ.get("DEBUG", "0") == "1"
SECRET_KEY = "development-only-never-in-production-0123456789abcdef"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "common.mail.FileAndConsole"
EMAIL_FILE_PATH = VAR / "mail"
# Or a mail server that listens on this machine takes it.
if EMAIL_HOST := os.environ.get("EMAIL_HOST", ""):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
# What jobs write, the console's e-mail, is shown as it is, not as warnings.
CELERY_WORKER_REDIRECT_STDOUTS = False
DEFAULT_FROM_EMAIL = "Lokadaya <kabar@lokadaya.test>"
DEMO_DATA_ALLOWED = True
