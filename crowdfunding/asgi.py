"""lokadaya.com behind Daphne: pages only, so far."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crowdfunding.settings.production")
application = get_asgi_application()
