"""What tests of accounts stand on."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nobody_has_tried_before():
    """Rate limits are counted in the cache, across tests."""
    cache.clear()


@pytest.fixture
def phone_folder(settings, tmp_path):
    """Where the messages to phones of this test are."""
    settings.EMAIL_FILE_PATH = tmp_path
    return tmp_path
