"""lokadaya.net in production: everything from the environment, or no start."""

from common.settings.production import *  # noqa: F403, I001

from portal.settings.base import *  # noqa: F403
