"""The panic button's mark ends the session with whatever is asked next."""

import pytest
from django.test import Client

from accounts.hiding import MARK
from accounts.tests.factories import make_person

pytestmark = pytest.mark.django_db


def signed_in() -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_person())
    return client


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_marked_browser_is_signed_out_by_any_request(method):
    client = signed_in()
    session = client.session
    client.cookies[MARK] = "1"

    # As from a page that is too old: its token is refused, the session is not kept.
    answer = getattr(client, method)(
        "/akun/" if method == "get" else "/aliansi/sembunyikan/"
    )

    assert answer.status_code == {"get": 302, "post": 403}[method]
    assert "storage" in answer["Clear-Site-Data"]
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies[MARK].value
    assert not session.exists(str(session.session_key))
    del client.cookies[MARK]
    assert client.get("/akun/").status_code == 302


def test_without_the_mark_nothing_is_forgotten():
    client = signed_in()

    answer = client.get("/akun/")

    assert answer.status_code == 200
    assert "Clear-Site-Data" not in answer
