"""lokadaya.com on a developer's machine, as bin/serve runs it."""

from common.settings.development import *  # noqa: F403, I001

from crowdfunding.settings.base import *  # noqa: F403

MEDIA_ROOT = VAR / "media"
PREPARE_COMMANDS = [*PREPARE_COMMANDS, "load_demo"]
