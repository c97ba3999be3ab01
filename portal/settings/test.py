"""lokadaya.net under test."""

from common.settings.environment import ROOT
from common.settings.test import *  # noqa: F403
from common.settings.test import TEST_MEDIA, WORKER, begun_from
from portal.settings.base import *  # noqa: F403

DATABASES["default"]["TEST"] = begun_from("portal")
MEDIA_ROOT = TEST_MEDIA
CHANNEL_LAYERS["default"]["CONFIG"]["prefix"] = f"portal-{WORKER}"
CACHES["default"]["KEY_PREFIX"] = f"portal-{WORKER}"
REPLY_ADDRESS = "balas@lokadaya.test"
PHONE_SENDER = "accounts.phone_senders.FileAndConsole"
EMAIL_FILE_PATH = ROOT / "var" / "test" / "mail" / WORKER

# On this machine the sites have no certificates; production allows https only.
OAUTH2_PROVIDER["ALLOWED_REDIRECT_URI_SCHEMES"] = ["http", "https"]
