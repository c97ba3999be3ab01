"""lokadaya.com in production: everything from the environment, or no start."""

from common.settings.environment import secret
from common.settings.production import *  # noqa: F403
from common.settings.production import STATIC_FILES
from crowdfunding.settings.base import *  # noqa: F403

STORAGES["staticfiles"] = STATIC_FILES
OIDC_CLIENT_SECRET = secret("OIDC_CLIENT_SECRET")
