"""lokadaya.com under test."""

from common.settings.test import *  # noqa: F403
from common.settings.test import TEST_MEDIA, WORKER, begun_from
from crowdfunding.settings.base import *  # noqa: F403

DATABASES["default"]["TEST"] = begun_from("crowdfunding")
MEDIA_ROOT = TEST_MEDIA
CHANNEL_LAYERS["default"]["CONFIG"]["prefix"] = f"crowdfunding-{WORKER}"
CACHES["default"]["KEY_PREFIX"] = f"crowdfunding-{WORKER}"
