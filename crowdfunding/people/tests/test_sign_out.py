"""Leaving both sites: by the person here, and by word from lokadaya.net."""

import time
import uuid
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client as Browser

from crowdfunding.people.models import HeardNotice, SignedIn
from crowdfunding.people.tests.issuers import OTHER_KEY, sign, sign_in

pytestmark = pytest.mark.django_db

SID = "5f0c3f5e-0000-4000-8000-000000000001"


@pytest.fixture
def browser(issuer):
    browser = Browser()
    sign_in(browser, issuer, sid=SID)
    assert is_signed_in(browser)
    return browser


def is_signed_in(browser):
    return "_auth_user_id" in browser.session


def tell(token):
    return Browser().post("/keluar/kabar/", {"logout_token": token})


def test_signing_out_leads_on_to_lokadaya_net_with_the_token_as_a_hint(browser, issuer):
    response = browser.post("/keluar/")

    parts = urlsplit(response["Location"])
    asked = parse_qs(parts.query)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == (
        f"{issuer.address}/o/logout/"
    )
    assert asked["id_token_hint"] == [issuer.id_token]
    assert asked["post_logout_redirect_uri"] == ["http://daya.testserver/"]
    assert not is_signed_in(browser)
    assert not SignedIn.objects.exists()


def test_signing_out_works_while_lokadaya_net_is_silent(browser, settings):
    settings.PORTAL_URL = "http://127.0.0.1:9"

    response = browser.post("/keluar/", follow=True)

    assert "Anda sudah keluar di sini" in response.content.decode()
    assert not is_signed_in(browser)


def test_a_link_does_not_sign_out(browser):
    assert browser.get("/keluar/").status_code == 405
    assert is_signed_in(browser)


def test_a_notice_ends_the_session_it_names(browser, issuer):
    response = tell(issuer.logout_token(sid=SID))

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert not is_signed_in(browser)
    assert not SignedIn.objects.exists()


def test_a_notice_of_another_session_leaves_this_one_alone(browser, issuer):
    response = tell(issuer.logout_token(sid=str(uuid.uuid4())))

    assert response.status_code == 200
    assert is_signed_in(browser)


def test_a_notice_without_a_session_ends_all_of_the_person_s(browser, issuer):
    second = Browser()
    sign_in(second, issuer)
    someone_else = Browser()
    sign_in(someone_else, issuer, sub=str(uuid.uuid4()))

    tell(issuer.logout_token())

    assert not is_signed_in(browser)
    assert not is_signed_in(second)
    assert is_signed_in(someone_else)


def test_a_replayed_notice_is_refused(browser, issuer):
    token = issuer.logout_token()
    tell(token)
    sign_in(browser, issuer)

    again = tell(token)

    assert again.status_code == 400
    assert again.json() == {"error": "invalid_request", "error_description": "jti"}
    assert is_signed_in(browser)


@pytest.mark.parametrize(
    "changes",
    [
        {"key": OTHER_KEY},
        {"typ": "JWT"},
        {"iss": "https://lokadaya.contoh.id"},
        {"aud": "situs-lain"},
        {"aud": None},
        {"exp": int(time.time()) - 600},
        {"exp": None},
        {"iat": None},
        {"iat": int(time.time()) + 600},
        {"jti": None},
        {"jti": ""},
        {"jti": 7},
        {"events": None},
        {"events": {}},
        {"events": ["http://schemas.openid.net/event/backchannel-logout"]},
        {"events": {"http://schemas.openid.net/event/backchannel-logout": "ya"}},
        {"nonce": "sekali-pakai"},
        {"sub": None, "sid": None},
        {"sid": "bukan-uuid"},
    ],
)
def test_a_forged_or_broken_notice_ends_nothing(browser, issuer, changes):
    response = tell(issuer.logout_token(**{"sid": SID, **changes}))

    assert response.status_code == 400
    assert response.json()["error"] == "invalid_request"
    assert is_signed_in(browser)
    assert not HeardNotice.objects.exists()


@pytest.mark.parametrize("token", ["", "bukan.token", "a.b.c", "\x00", "e30.e30.e30"])
def test_what_is_no_token_is_refused(browser, issuer, token):
    assert tell(token).status_code == 400
    assert is_signed_in(browser)


def test_an_id_token_does_not_pass_for_a_notice(browser, issuer):
    assert tell(issuer.id_token).status_code == 400
    assert tell(sign(issuer.claims(sid=SID), typ="logout+jwt")).status_code == 400
    assert is_signed_in(browser)


def test_a_notice_may_come_before_the_sign_in_has_ended(issuer):
    sid = str(uuid.uuid4())
    tell(issuer.logout_token(sid=sid))
    browser = Browser()

    response = sign_in(browser, issuer, sid=sid)

    assert response.status_code == 400
    assert "Sementara itu Anda sudah keluar" in response.content.decode()
    assert not is_signed_in(browser)
