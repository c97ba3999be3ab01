"""What tests of pledges stand on."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nobody_has_pledged_before():
    """The pace is counted in the cache, across tests."""
    cache.clear()
