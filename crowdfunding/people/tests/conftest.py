"""An issuer that every test of sign-in can talk to."""

import pytest
from django.core.cache import cache

from crowdfunding.people.tests.issuers import running_issuer


@pytest.fixture
def issuer(settings):
    cache.clear()
    with running_issuer() as running:
        settings.PORTAL_URL = running.address
        yield running
    cache.clear()
