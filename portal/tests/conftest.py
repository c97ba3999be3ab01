"""Both sites as processes, started once for all tests that need them."""

import pytest

from portal.tests.browser.stack import Stack


@pytest.fixture(scope="session")
def stack():
    """With the demo data; tests share it, so each uses its own people."""
    running = Stack().start()
    yield running
    running.stop()
