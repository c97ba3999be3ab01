"""lokadaya.com under test."""

from common.settings.test import *  # noqa: F403
from common.settings.test import (
    MEDIA_ROOT,  # noqa: F401
    WORKER,
)
from crowdfunding.settings.base import *  # noqa: F403

CHANNEL_LAYERS["default"]["CONFIG"]["prefix"] = f"crowdfunding-{WORKER}"
CACHES["default"]["KEY_PREFIX"] = f"crowdfunding-{WORKER}"
