"""Whom most tests of alliances are about."""

import pytest

from accounts.models import User
from alliances.models import Alliance
from alliances.tests.factories import (
    make_alliance,
    make_room,
    make_speaker,
    make_steward,
)


@pytest.fixture
def alliance() -> Alliance:
    return make_alliance()


@pytest.fixture
def steward(alliance: Alliance) -> User:
    return make_steward(alliance=alliance)


@pytest.fixture
def member(alliance: Alliance) -> User:
    return make_speaker(room=make_room(alliance=alliance))
