"""lokadaya.net in production: everything from the environment, or no start."""

import os

from django.core.exceptions import ImproperlyConfigured

from common.settings.environment import secret
from common.settings.production import *  # noqa: F403
from common.settings.production import STATIC_FILES, TRUSTED_PROXY_COUNT
from portal.settings.base import *  # noqa: F403
from portal.settings.base import BADGE_KEYS, OAUTH2_PROVIDER

STORAGES["staticfiles"] = STATIC_FILES

# The dotted path of a WhatsApp or SMS sender; without one phones are not asked for.
PHONE_SENDER = os.environ.get("PHONE_SENDER", "")
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT

if "PRIVATE KEY" not in OAUTH2_PROVIDER["OIDC_RSA_PRIVATE_KEY"]:
    raise ImproperlyConfigured("OIDC_RSA_PRIVATE_KEY must be an RSA key in PEM form.")
if not BADGE_KEYS or "PRIVATE KEY" not in BADGE_KEYS[0]:
    raise ImproperlyConfigured("BADGES_RSA_PRIVATE_KEY must be an RSA key in PEM form.")
OIDC_CLIENT_SECRET = secret("OIDC_CLIENT_SECRET")
