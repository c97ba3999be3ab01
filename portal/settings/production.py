"""lokadaya.net in production: everything from the environment, or no start."""

import os

from common.settings.production import *  # noqa: F403
from portal.settings.base import *  # noqa: F403

# The dotted path of a WhatsApp or SMS sender; without one phones are not asked for.
PHONE_SENDER = os.environ.get("PHONE_SENDER", "")
# How many proxies of ours stand before Daphne and add to X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "1"))
