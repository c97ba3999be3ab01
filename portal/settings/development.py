"""lokadaya.net on a developer's machine, as bin/serve runs it."""

from common.settings.development import *  # noqa: F403, I001

from portal.settings.base import *  # noqa: F403

MEDIA_ROOT = VAR / "media"
PREPARE_COMMANDS = [*PREPARE_COMMANDS, "load_demo"]
REPLY_ADDRESS = "balas@lokadaya.test"
PHONE_SENDER = "accounts.phone_senders.FileAndConsole"

# On this machine the sites have no certificates; production allows https only.
OAUTH2_PROVIDER["ALLOWED_REDIRECT_URI_SCHEMES"] = ["http", "https"]
