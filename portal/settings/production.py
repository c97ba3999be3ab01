"""lokadaya.net in production: everything from the environment, or no start."""

import os

from django.core.exceptions import ImproperlyConfigured

from common.settings.environment import required, secret
from common.settings.production import *  # noqa: F403
from common.settings.production import STATIC_FILES, TRUSTED_PROXY_COUNT
from portal.settings.base import *  # noqa: F403
from portal.settings.base import BADGE_KEYS, OAUTH2_PROVIDER, PHONE_SENDERS

STORAGES["staticfiles"] = STATIC_FILES

# `whatsapp` or `gateway`; without one phones are not asked for.
_named = os.environ.get("PHONE_SENDER", "")
PHONE_SENDER = PHONE_SENDERS.get(_named, _named)
if PHONE_SENDERS["whatsapp"] == PHONE_SENDER:
    WHATSAPP_TOKEN = required("WHATSAPP_TOKEN")
    WHATSAPP_NUMBER_ID = required("WHATSAPP_NUMBER_ID")
if PHONE_SENDERS["gateway"] == PHONE_SENDER:
    PHONE_GATEWAY_URL = required("PHONE_GATEWAY_URL")
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT

SENDING_LINES = 4

if "PRIVATE KEY" not in OAUTH2_PROVIDER["OIDC_RSA_PRIVATE_KEY"]:
    raise ImproperlyConfigured("OIDC_RSA_PRIVATE_KEY must be an RSA key in PEM form.")
if not BADGE_KEYS or "PRIVATE KEY" not in BADGE_KEYS[0]:
    raise ImproperlyConfigured("BADGES_RSA_PRIVATE_KEY must be an RSA key in PEM form.")
OIDC_CLIENT_SECRET = secret("OIDC_CLIENT_SECRET")
