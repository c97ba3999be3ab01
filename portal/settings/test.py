"""lokadaya.net under test."""

from common.settings.test import *  # noqa: F403
from common.settings.test import (
    MEDIA_ROOT,  # noqa: F401
    WORKER,
)
from portal.settings.base import *  # noqa: F403

CHANNEL_LAYERS["default"]["CONFIG"]["prefix"] = f"portal-{WORKER}"
CACHES["default"]["KEY_PREFIX"] = f"portal-{WORKER}"
