"""A dialogue, one whose day has come, and a guest from outside of the alliance."""

import pytest

from accounts.models import User
from accounts.tests.factories import make_person
from alliances.dialogues.models import Dialogue
from alliances.dialogues.tests.factories import make_dialogue
from alliances.models import Alliance
from network.models import Membership
from network.tests.factories import make_member, make_organization


@pytest.fixture
def dialogue(alliance: Alliance, steward: User) -> Dialogue:
    return make_dialogue(steward=steward, alliance=alliance)


@pytest.fixture
def official() -> User:
    """Somebody of a local government that is no member of the alliance."""
    person = make_person(name="Ibu Kabid")
    make_member(
        person=person,
        organization=make_organization(name="Bappeda Rekaan"),
        role=Membership.Role.EDITOR,
    )
    return person


@pytest.fixture
def today(alliance: Alliance, steward: User) -> Dialogue:
    """A dialogue whose day has come."""
    return make_dialogue(steward=steward, alliance=alliance, days=0)
