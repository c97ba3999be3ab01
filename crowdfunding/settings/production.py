"""lokadaya.com in production: everything from the environment, or no start."""

from common.settings.environment import secret
from common.settings.production import *  # noqa: F403
from crowdfunding.settings.base import *  # noqa: F403

OIDC_CLIENT_SECRET = secret("OIDC_CLIENT_SECRET")
