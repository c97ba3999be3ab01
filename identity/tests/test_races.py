"""One code, many hands."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client as Browser
from oauth2_provider.models import AccessToken

from accounts.tests.factories import make_person
from identity.models import SignOn
from identity.tests.factories import Flow, make_first_party

HANDS = 8


@pytest.mark.django_db(transaction=True)
def test_of_many_who_redeem_one_code_at_once_one_wins_and_none_breaks():
    flow = signed_in_flow()
    code = flow.answer()["code"]
    together = Barrier(HANDS)

    def redeem(_hand):
        together.wait()
        try:
            response = flow.redeem(code)
        finally:
            connection.close()
        return response.status_code, response.json().get("error")

    with ThreadPoolExecutor(HANDS) as pool:
        answers = Counter(pool.map(redeem, range(HANDS)))

    assert answers == {(200, None): 1, (400, "invalid_grant"): HANDS - 1}
    # The others may be thieves, so what the winner got is taken back.
    assert not AccessToken.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_tabs_that_sign_on_at_once_share_one_sid():
    flow = signed_in_flow()
    together = Barrier(2)

    def ask(_tab):
        together.wait()
        try:
            return "code" in flow.answer()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answered = list(pool.map(ask, range(2)))

    assert answered == [True, True]
    assert SignOn.objects.count() == 1


def signed_in_flow():
    make_first_party()
    browser = Browser()
    browser.force_login(make_person())
    return Flow(browser)
