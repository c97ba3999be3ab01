"""lokadaya.com in production: everything from the environment, or no start."""

from common.settings.production import *  # noqa: F403, I001

from crowdfunding.settings.base import *  # noqa: F403
