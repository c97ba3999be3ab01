"""Visitors pledge at a pace; who signed in is not counted."""

import logging
import uuid

import pytest
from django.test import Client

from crowdfunding.campaigns.tests.factories import make_need
from crowdfunding.people.tests.factories import make_person
from crowdfunding.pledges.models import Pledge

pytestmark = pytest.mark.django_db

PROXIES = "203.0.113.9, 198.51.100.7"


@pytest.fixture(autouse=True)
def _slow_pace(settings):
    settings.PLEDGES_IN_TEN_MINUTES = {"device": 2, "address": 4}


def test_a_device_that_pledges_too_fast_waits_and_loses_nothing_it_wrote(client):
    url = pledging_page()

    answers = [offer(client, url) for _try in range(3)]

    assert [answer.status_code for answer in answers] == [302, 302, 429]
    page = answers[-1].content.decode()
    assert "Tunggu" in page
    assert "Saya dulu berenang di situ." in page
    assert Pledge.objects.count() == 2


def test_many_devices_share_an_address_until_it_is_too_much():
    url = pledging_page()

    answers = [offer(Client(), url).status_code for _device in range(5)]

    assert answers == [302, 302, 302, 302, 429]


def test_an_address_is_what_our_own_proxy_saw(settings):
    settings.TRUSTED_PROXY_COUNT = 1
    url = pledging_page()

    for _device in range(4):
        offer(Client(), url, X_FORWARDED_FOR=PROXIES)
    forged = offer(Client(), url, X_FORWARDED_FOR=f"192.0.2.1, {PROXIES}")
    other = offer(Client(), url, X_FORWARDED_FOR="192.0.2.1")

    assert (forged.status_code, other.status_code) == (429, 302)


def test_who_signed_in_is_not_counted(client):
    url = pledging_page()
    client.force_login(make_person())

    answers = {offer(client, url).status_code for _try in range(4)}

    assert answers == {302}


def test_no_address_is_written_to_a_log(client, caplog):
    url = pledging_page()

    with caplog.at_level(logging.DEBUG):
        for _try in range(3):
            offer(client, url, REMOTE_ADDR="198.51.100.7")

    assert "198.51.100.7" not in caplog.text


def pledging_page():
    need = make_need(quantity=100)
    return f"{need.campaign.get_absolute_url()}dukung/1/"


def offer(client, url, **sent_with):
    client.get(url)
    said = {
        "quantity": "1",
        "name": "Pak Wiryo",
        "contact": "0812 3456 7890",
        "message": "Saya dulu berenang di situ.",
        "idempotency_key": str(uuid.uuid4()),
    }
    headers = {k: v for k, v in sent_with.items() if k != "REMOTE_ADDR"}
    address = {k: v for k, v in sent_with.items() if k == "REMOTE_ADDR"}
    return client.post(url, said, headers=headers, **address)
