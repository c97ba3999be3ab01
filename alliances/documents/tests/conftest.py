"""A document of an alliance, and who writes it."""

import pytest
from django.test import Client

from accounts.models import User
from alliances.documents.models import Document
from alliances.documents.tests.factories import make_document, make_writer
from alliances.models import Alliance
from network.models import Membership


@pytest.fixture
def document(alliance: Alliance, steward: User) -> Document:
    return make_document(alliance=alliance, author=steward)


@pytest.fixture
def rina(alliance: Alliance) -> User:
    return make_writer(alliance=alliance, name="Rina Lestari")


@pytest.fixture
def teguh(alliance: Alliance) -> User:
    return make_writer(alliance=alliance, name="Teguh Sumarsono")


@pytest.fixture
def editor(alliance: Alliance) -> User:
    """Somebody who may bind their organisation."""
    return make_writer(alliance=alliance, role=Membership.Role.EDITOR)


@pytest.fixture
def writer(client: Client, editor: User) -> User:
    """The same with a browser."""
    client.force_login(editor)
    return editor
