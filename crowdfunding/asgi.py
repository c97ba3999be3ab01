"""lokadaya.com behind Daphne: pages only, so far."""

import os

from common.asgi import page_handler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crowdfunding.settings.production")
application = page_handler()
